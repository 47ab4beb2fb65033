CREATE TABLE "decision"."signal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"device" uuid,
	"network" uuid,
	"sealed" "bytea" NOT NULL,
	"outcome" text NOT NULL,
	"reason_codes" text[] NOT NULL,
	"matched_rules" text[] NOT NULL,
	"policy_version" integer,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "signal_newest" ON "decision"."signal" USING btree ("person_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "signal_device" ON "decision"."signal" USING btree ("person_id","device","occurred_at");--> statement-breakpoint
CREATE INDEX "signal_network" ON "decision"."signal" USING btree ("person_id","network","occurred_at");