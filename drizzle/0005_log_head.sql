ALTER TABLE "log"."head" ADD COLUMN "expired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "log"."head" ADD COLUMN "settled_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "log"."head" ADD COLUMN "mark_id" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "log"."head" ADD COLUMN "mark_xid" bigint DEFAULT 0 NOT NULL;