CREATE TABLE "verification"."check_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_id" uuid NOT NULL,
	"vendor" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"reference" uuid,
	"sealed" "bytea",
	"reason_code" text,
	"cost" double precision NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "verification"."vendor" (
	"id" text PRIMARY KEY NOT NULL,
	"key_id" uuid NOT NULL,
	"adapter" text NOT NULL,
	"base_url" text NOT NULL,
	"template" text,
	"kinds" text[] NOT NULL,
	"timeout_ms" integer NOT NULL,
	"cost_per_check" double precision NOT NULL,
	"owner" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification"."vendor_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"source" text NOT NULL,
	"message" uuid NOT NULL,
	"reference" uuid,
	"received_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"owner" text NOT NULL,
	"attempts" integer NOT NULL,
	"due_at" timestamp with time zone,
	"processed_at" timestamp with time zone,
	"died_at" timestamp with time zone,
	"check_id" uuid,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification"."vendor_secret" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"use" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "verification"."check_attempt" ADD CONSTRAINT "check_attempt_check_id_check_result_id_fk" FOREIGN KEY ("check_id") REFERENCES "verification"."check_result"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."check_attempt" ADD CONSTRAINT "check_attempt_vendor_vendor_id_fk" FOREIGN KEY ("vendor") REFERENCES "verification"."vendor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."vendor_message" ADD CONSTRAINT "vendor_message_vendor_vendor_id_fk" FOREIGN KEY ("vendor") REFERENCES "verification"."vendor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."vendor_secret" ADD CONSTRAINT "vendor_secret_vendor_vendor_id_fk" FOREIGN KEY ("vendor") REFERENCES "verification"."vendor"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "check_attempt_number" ON "verification"."check_attempt" USING btree ("check_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "check_attempt_open" ON "verification"."check_attempt" USING btree ("check_id") WHERE state in ('STARTING', 'STARTED');--> statement-breakpoint
CREATE UNIQUE INDEX "check_attempt_reference" ON "verification"."check_attempt" USING btree ("vendor","reference");--> statement-breakpoint
CREATE INDEX "check_attempt_starting" ON "verification"."check_attempt" USING btree ("vendor") WHERE state = 'STARTING';--> statement-breakpoint
CREATE UNIQUE INDEX "vendor_message_copy" ON "verification"."vendor_message" USING btree ("vendor","message");--> statement-breakpoint
CREATE INDEX "vendor_message_reference" ON "verification"."vendor_message" USING btree ("vendor","reference");--> statement-breakpoint
CREATE INDEX "vendor_message_state" ON "verification"."vendor_message" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "vendor_message_vendor" ON "verification"."vendor_message" USING btree ("vendor","state","id");--> statement-breakpoint
CREATE INDEX "vendor_message_due" ON "verification"."vendor_message" USING btree ("due_at") WHERE state = 'RECEIVED';--> statement-breakpoint
CREATE INDEX "vendor_secret_vendor" ON "verification"."vendor_secret" USING btree ("vendor","id");