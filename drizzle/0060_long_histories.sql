DROP INDEX "person"."claim_record";--> statement-breakpoint
CREATE INDEX "claim_newest" ON "person"."claim" USING btree ("record_id","recorded_at","id");