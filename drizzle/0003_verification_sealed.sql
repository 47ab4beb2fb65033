DROP INDEX "verification"."verification_person";--> statement-breakpoint
DROP INDEX "verification"."verification_expiry";--> statement-breakpoint
ALTER TABLE "verification"."check_result" ADD COLUMN "answer" "bytea";--> statement-breakpoint
ALTER TABLE "verification"."evidence" ADD COLUMN "place" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "verification"."evidence" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
ALTER TABLE "verification"."verification" ADD COLUMN "sealed" "bytea";--> statement-breakpoint
CREATE INDEX "verification_person" ON "verification"."verification" USING btree ("person_id","requested_at","id");--> statement-breakpoint
CREATE INDEX "verification_expiry" ON "verification"."verification" USING btree ("expires_at") WHERE status in ('PENDING', 'IN_PROGRESS', 'VERIFIED');--> statement-breakpoint
ALTER TABLE "verification"."evidence" DROP COLUMN "uri";