CREATE TABLE "consent"."erasure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"person_ids" uuid[] NOT NULL,
	"reason" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"complete_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "consent"."erasure_part" (
	"erasure_id" uuid NOT NULL,
	"subgraph" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"counts" jsonb NOT NULL,
	"held" jsonb NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	CONSTRAINT "erasure_part_erasure_id_subgraph_pk" PRIMARY KEY("erasure_id","subgraph")
);
--> statement-breakpoint
CREATE TABLE "consent"."erasure_system" (
	"erasure_id" uuid NOT NULL,
	"system_id" text NOT NULL,
	"because" text NOT NULL,
	"told_at" timestamp with time zone NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledged_by" text,
	CONSTRAINT "erasure_system_erasure_id_system_id_pk" PRIMARY KEY("erasure_id","system_id")
);
--> statement-breakpoint
CREATE TABLE "consent"."erased_person" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"erasure_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."erasure_work" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_ids" uuid[] NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"problem" text,
	"counts" jsonb NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "decision"."erased_person" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"erasure_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."erasure_work" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_ids" uuid[] NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"problem" text,
	"counts" jsonb NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "person"."suppression" (
	"blind" uuid PRIMARY KEY NOT NULL,
	"erasure_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."erasure_work" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_ids" uuid[] NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"problem" text,
	"counts" jsonb NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "verification"."erased_person" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"erasure_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification"."erasure_work" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_ids" uuid[] NOT NULL,
	"state" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"attempts" integer NOT NULL,
	"problem" text,
	"counts" jsonb NOT NULL,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
DROP INDEX "decision"."review_person_a";--> statement-breakpoint
DROP INDEX "decision"."review_person_b";--> statement-breakpoint
ALTER TABLE "consent"."erasure_part" ADD CONSTRAINT "erasure_part_erasure_id_erasure_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "consent"."erasure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent"."erasure_system" ADD CONSTRAINT "erasure_system_erasure_id_erasure_id_fk" FOREIGN KEY ("erasure_id") REFERENCES "consent"."erasure"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_person" ON "consent"."erasure" USING gin ("person_ids");--> statement-breakpoint
CREATE INDEX "erasure_open" ON "consent"."erasure" USING btree ("id") WHERE complete_at is null;--> statement-breakpoint
CREATE INDEX "erasure_system_waiting" ON "consent"."erasure_system" USING btree ("system_id","told_at","erasure_id") WHERE acknowledged_at is null;--> statement-breakpoint
CREATE INDEX "erasure_work_due" ON "consent"."erasure_work" USING btree ("due_at") WHERE state <> 'DONE';--> statement-breakpoint
CREATE INDEX "erasure_work_due" ON "decision"."erasure_work" USING btree ("due_at") WHERE state <> 'DONE';--> statement-breakpoint
CREATE INDEX "suppression_erasure" ON "person"."suppression" USING btree ("erasure_id");--> statement-breakpoint
CREATE INDEX "erasure_work_due" ON "person"."erasure_work" USING btree ("due_at") WHERE state <> 'DONE';--> statement-breakpoint
CREATE INDEX "erasure_work_due" ON "verification"."erasure_work" USING btree ("due_at") WHERE state <> 'DONE';--> statement-breakpoint
CREATE INDEX "evidence_file_verification" ON "verification"."evidence_file" USING btree ("verification_id");--> statement-breakpoint
CREATE INDEX "vendor_message_check" ON "verification"."vendor_message" USING btree ("check_id");--> statement-breakpoint
CREATE INDEX "review_person_a" ON "decision"."review" USING btree ("person_a");--> statement-breakpoint
CREATE INDEX "review_person_b" ON "decision"."review" USING btree ("person_b");