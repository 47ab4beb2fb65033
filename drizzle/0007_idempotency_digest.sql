-- Keys that were stored as they came cannot be told from digests, so they go.
DELETE FROM "consent"."idempotency";--> statement-breakpoint
ALTER TABLE "consent"."idempotency" ALTER COLUMN "key" SET DATA TYPE uuid USING NULL;--> statement-breakpoint
ALTER TABLE "consent"."idempotency" ALTER COLUMN "answer" SET NOT NULL;--> statement-breakpoint
DELETE FROM "decision"."idempotency";--> statement-breakpoint
ALTER TABLE "decision"."idempotency" ALTER COLUMN "key" SET DATA TYPE uuid USING NULL;--> statement-breakpoint
ALTER TABLE "decision"."idempotency" ALTER COLUMN "answer" SET NOT NULL;--> statement-breakpoint
DELETE FROM "person"."idempotency";--> statement-breakpoint
ALTER TABLE "person"."idempotency" ALTER COLUMN "key" SET DATA TYPE uuid USING NULL;--> statement-breakpoint
ALTER TABLE "person"."idempotency" ALTER COLUMN "answer" SET NOT NULL;--> statement-breakpoint
DELETE FROM "verification"."idempotency";--> statement-breakpoint
ALTER TABLE "verification"."idempotency" ALTER COLUMN "key" SET DATA TYPE uuid USING NULL;--> statement-breakpoint
ALTER TABLE "verification"."idempotency" ALTER COLUMN "answer" SET NOT NULL;