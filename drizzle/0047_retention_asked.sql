DROP INDEX "consent"."retention_run_asked";--> statement-breakpoint
ALTER TABLE "consent"."retention_run" DROP COLUMN "asked_by";--> statement-breakpoint
ALTER TABLE "consent"."retention_task" DROP COLUMN "asked_by";--> statement-breakpoint
ALTER TABLE "decision"."retention_task" DROP COLUMN "asked_by";--> statement-breakpoint
ALTER TABLE "person"."retention_task" DROP COLUMN "asked_by";--> statement-breakpoint
ALTER TABLE "verification"."retention_task" DROP COLUMN "asked_by";