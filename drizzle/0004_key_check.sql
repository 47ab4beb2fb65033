ALTER TABLE "log"."head" ADD COLUMN "wrapped_check" "bytea";--> statement-breakpoint
ALTER TABLE "log"."head" ADD COLUMN "blind_check" uuid;