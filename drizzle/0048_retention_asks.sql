ALTER TABLE "consent"."retention_run" ADD COLUMN "ask_ids" uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."retention_task" ADD COLUMN "ask_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "decision"."retention_task" ADD COLUMN "ask_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."retention_task" ADD COLUMN "ask_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "verification"."retention_task" ADD COLUMN "ask_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "retention_run_asked" ON "consent"."retention_run" USING gin ("ask_ids");