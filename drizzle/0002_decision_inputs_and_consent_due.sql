DROP INDEX "consent"."consent_expiry";--> statement-breakpoint
DROP INDEX "consent"."consent_event_consent";--> statement-breakpoint
DROP INDEX "decision"."decision_person";--> statement-breakpoint
ALTER TABLE "decision"."decision" ALTER COLUMN "sealed" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD COLUMN "sealed_inputs" "bytea" NOT NULL;--> statement-breakpoint
CREATE INDEX "consent_due" ON "consent"."consent" USING btree ("expires_at") WHERE status = 'GRANTED';--> statement-breakpoint
CREATE INDEX "consent_event_newest" ON "consent"."consent_event" USING btree ("consent_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "decision_newest" ON "decision"."decision" USING btree ("person_id","decided_at","id");