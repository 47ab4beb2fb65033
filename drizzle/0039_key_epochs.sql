ALTER TABLE "keys"."epoch" ADD COLUMN "prefix" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "keys"."epoch" ADD COLUMN "check" "bytea" NOT NULL;--> statement-breakpoint
ALTER TABLE "keys"."epoch" ADD CONSTRAINT "epoch_prefix_unique" UNIQUE("prefix");