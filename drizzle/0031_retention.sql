CREATE TABLE "consent"."legal_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"classes" text[] NOT NULL,
	"placed_by" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"reason" "bytea" NOT NULL,
	"released_by" text,
	"released_at" timestamp with time zone,
	"release_reason" "bytea"
);
--> statement-breakpoint
CREATE TABLE "consent"."retention_policy" (
	"subject" text NOT NULL,
	"event_type" text DEFAULT '' NOT NULL,
	"version" integer NOT NULL,
	"period" text,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "retention_policy_subject_event_type_version_pk" PRIMARY KEY("subject","event_type","version")
);
--> statement-breakpoint
CREATE TABLE "consent"."retention_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"event_type" text DEFAULT '' NOT NULL,
	"subgraph" text NOT NULL,
	"version" integer NOT NULL,
	"before" timestamp with time zone NOT NULL,
	"gone" bigint NOT NULL,
	"held" bigint NOT NULL,
	"asked_by" uuid,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."known_hold" (
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"classes" text[] NOT NULL,
	CONSTRAINT "known_hold_id_person_id_pk" PRIMARY KEY("id","person_id")
);
--> statement-breakpoint
CREATE TABLE "consent"."retention_task" (
	"subject" text NOT NULL,
	"event_type" text DEFAULT '' NOT NULL,
	"version" integer NOT NULL,
	"period_ms" bigint,
	"due_at" timestamp with time zone NOT NULL,
	"asked_by" uuid,
	"run_id" uuid,
	"before" timestamp with time zone,
	"started_at" timestamp with time zone,
	"gone" bigint DEFAULT 0 NOT NULL,
	"cursor" text,
	CONSTRAINT "retention_task_subject_event_type_pk" PRIMARY KEY("subject","event_type")
);
--> statement-breakpoint
CREATE TABLE "decision"."known_hold" (
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"classes" text[] NOT NULL,
	CONSTRAINT "known_hold_id_person_id_pk" PRIMARY KEY("id","person_id")
);
--> statement-breakpoint
CREATE TABLE "decision"."retention_task" (
	"subject" text NOT NULL,
	"event_type" text DEFAULT '' NOT NULL,
	"version" integer NOT NULL,
	"period_ms" bigint,
	"due_at" timestamp with time zone NOT NULL,
	"asked_by" uuid,
	"run_id" uuid,
	"before" timestamp with time zone,
	"started_at" timestamp with time zone,
	"gone" bigint DEFAULT 0 NOT NULL,
	"cursor" text,
	CONSTRAINT "retention_task_subject_event_type_pk" PRIMARY KEY("subject","event_type")
);
--> statement-breakpoint
CREATE TABLE "person"."known_hold" (
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"classes" text[] NOT NULL,
	CONSTRAINT "known_hold_id_person_id_pk" PRIMARY KEY("id","person_id")
);
--> statement-breakpoint
CREATE TABLE "person"."reader" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."retention_task" (
	"subject" text NOT NULL,
	"event_type" text DEFAULT '' NOT NULL,
	"version" integer NOT NULL,
	"period_ms" bigint,
	"due_at" timestamp with time zone NOT NULL,
	"asked_by" uuid,
	"run_id" uuid,
	"before" timestamp with time zone,
	"started_at" timestamp with time zone,
	"gone" bigint DEFAULT 0 NOT NULL,
	"cursor" text,
	CONSTRAINT "retention_task_subject_event_type_pk" PRIMARY KEY("subject","event_type")
);
--> statement-breakpoint
CREATE TABLE "verification"."known_hold" (
	"id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"classes" text[] NOT NULL,
	CONSTRAINT "known_hold_id_person_id_pk" PRIMARY KEY("id","person_id")
);
--> statement-breakpoint
CREATE TABLE "verification"."retention_task" (
	"subject" text NOT NULL,
	"event_type" text DEFAULT '' NOT NULL,
	"version" integer NOT NULL,
	"period_ms" bigint,
	"due_at" timestamp with time zone NOT NULL,
	"asked_by" uuid,
	"run_id" uuid,
	"before" timestamp with time zone,
	"started_at" timestamp with time zone,
	"gone" bigint DEFAULT 0 NOT NULL,
	"cursor" text,
	CONSTRAINT "retention_task_subject_event_type_pk" PRIMARY KEY("subject","event_type")
);
--> statement-breakpoint
ALTER TABLE "verification"."evidence_file" ALTER COLUMN "retain_until" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "decision"."review_note" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "decision"."review_note" ADD COLUMN "gone_under" integer;--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD COLUMN "gone_under" integer;--> statement-breakpoint
ALTER TABLE "decision"."journey" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "decision"."journey" ADD COLUMN "gone_under" integer;--> statement-breakpoint
ALTER TABLE "person"."claim" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "person"."claim" ADD COLUMN "gone_under" integer;--> statement-breakpoint
ALTER TABLE "verification"."verification" ADD COLUMN "gone_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "verification"."verification" ADD COLUMN "gone_under" integer;--> statement-breakpoint
CREATE INDEX "legal_hold_person" ON "consent"."legal_hold" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "legal_hold_open" ON "consent"."legal_hold" USING btree ("id") WHERE released_at is null;--> statement-breakpoint
CREATE INDEX "retention_run_newest" ON "consent"."retention_run" USING btree ("ended_at","id");--> statement-breakpoint
CREATE INDEX "retention_run_asked" ON "consent"."retention_run" USING btree ("asked_by","ended_at","id") WHERE asked_by is not null;--> statement-breakpoint
CREATE INDEX "known_hold_person" ON "consent"."known_hold" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "retention_task_due" ON "consent"."retention_task" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "known_hold_person" ON "decision"."known_hold" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "retention_task_due" ON "decision"."retention_task" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "known_hold_person" ON "person"."known_hold" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "retention_task_due" ON "person"."retention_task" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "known_hold_person" ON "verification"."known_hold" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "retention_task_due" ON "verification"."retention_task" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "review_note_kept" ON "decision"."review_note" USING btree ("written_at") WHERE gone_at is null;--> statement-breakpoint
CREATE INDEX "decision_kept" ON "decision"."decision" USING btree ("recorded_at") WHERE gone_at is null;--> statement-breakpoint
CREATE INDEX "journey_ended" ON "decision"."journey" USING btree ("ended_at") WHERE gone_at is null;--> statement-breakpoint
CREATE INDEX "signal_age" ON "decision"."signal" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "evidence_file_stored" ON "verification"."evidence_file" USING btree ("stored_at") WHERE state = 'STORED' and not held and retain_until is null;--> statement-breakpoint
CREATE INDEX "vendor_message_settled" ON "verification"."vendor_message" USING btree ("processed_at") WHERE state in ('APPLIED', 'OTHER', 'LATE', 'UNKNOWN');--> statement-breakpoint
CREATE INDEX "vendor_message_dead" ON "verification"."vendor_message" USING btree ("died_at") WHERE state = 'DEAD';--> statement-breakpoint
CREATE INDEX "verification_ended" ON "verification"."verification" USING btree (coalesce(expires_at, completed_at, requested_at)) WHERE status not in ('PENDING', 'IN_PROGRESS', 'VERIFIED') and gone_at is null;