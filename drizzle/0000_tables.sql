CREATE SCHEMA "log";
--> statement-breakpoint
CREATE SCHEMA "consent";
--> statement-breakpoint
CREATE SCHEMA "decision";
--> statement-breakpoint
CREATE SCHEMA "person";
--> statement-breakpoint
CREATE SCHEMA "verification";
--> statement-breakpoint
CREATE TABLE "log"."event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"position" bigint,
	"event_id" uuid NOT NULL,
	"source" text NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"sequence" bigint NOT NULL,
	"time" timestamp with time zone NOT NULL,
	"data" jsonb NOT NULL,
	"actor" text NOT NULL,
	"traceparent" text
);
--> statement-breakpoint
CREATE TABLE "log"."head" (
	"singleton" integer PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"oldest" bigint NOT NULL,
	"log_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log"."stream" (
	"subject" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"status" text NOT NULL,
	"expires_at" timestamp with time zone,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."consent_event" (
	"id" uuid PRIMARY KEY NOT NULL,
	"consent_id" uuid NOT NULL,
	"action" text NOT NULL,
	"notice_version" text,
	"language" text,
	"method" text NOT NULL,
	"jurisdiction" text,
	"expires_at" timestamp with time zone,
	"occurred_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"recorded_by" text NOT NULL,
	"late" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."idempotency" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "consent"."known_person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."known_record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"claim_ids" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."known_system" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"client_id" text NOT NULL,
	"trust" integer NOT NULL,
	"purposes" text[] NOT NULL,
	CONSTRAINT "known_system_client_id_unique" UNIQUE("client_id")
);
--> statement-breakpoint
CREATE TABLE "consent"."reader" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"outcome" text NOT NULL,
	"reason_codes" text[] NOT NULL,
	"policy_name" text NOT NULL,
	"policy_version" text NOT NULL,
	"matched_rules" text[] NOT NULL,
	"inputs_digest" "bytea" NOT NULL,
	"sealed" "bytea" NOT NULL,
	"verification_ids" uuid[] NOT NULL,
	"claim_ids" uuid[] NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"supersedes" uuid
);
--> statement-breakpoint
CREATE TABLE "decision"."idempotency" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "decision"."key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."known_person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."known_record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"claim_ids" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."known_system" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"client_id" text NOT NULL,
	"trust" integer NOT NULL,
	"purposes" text[] NOT NULL,
	CONSTRAINT "known_system_client_id_unique" UNIQUE("client_id")
);
--> statement-breakpoint
CREATE TABLE "decision"."known_verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."reader" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"record_id" uuid NOT NULL,
	"field" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"actor" text NOT NULL,
	"asserted_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"event_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."idempotency" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "person"."key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."match_key" (
	"blind" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	CONSTRAINT "match_key_blind_record_id_pk" PRIMARY KEY("blind","record_id")
);
--> statement-breakpoint
CREATE TABLE "person"."person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"merged_into" uuid,
	"merged_ids" uuid[] NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"system_id" text NOT NULL,
	"external_blind" uuid,
	"person_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"forgotten" boolean NOT NULL,
	"sealed" "bytea" NOT NULL,
	"asserted_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."system" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"client_id" text NOT NULL,
	"trust" integer NOT NULL,
	"purposes" text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "system_client_id_unique" UNIQUE("client_id")
);
--> statement-breakpoint
CREATE TABLE "verification"."check_result" (
	"id" uuid PRIMARY KEY NOT NULL,
	"verification_id" uuid NOT NULL,
	"place" integer NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"vendor" text,
	"method" text,
	"score" double precision,
	"reason_codes" text[] NOT NULL,
	"confirmed_claim_ids" uuid[] NOT NULL,
	"result_digest" "bytea",
	"sealed" "bytea",
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"valid_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "verification"."evidence" (
	"id" uuid PRIMARY KEY NOT NULL,
	"check_id" uuid NOT NULL,
	"digest" text NOT NULL,
	"media_type" text NOT NULL,
	"uri" text,
	"retain_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "verification"."idempotency" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"fingerprint" "bytea" NOT NULL,
	"answer" jsonb,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "idempotency_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "verification"."key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification"."known_person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification"."known_record" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"claim_ids" uuid[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification"."known_system" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"client_id" text NOT NULL,
	"trust" integer NOT NULL,
	"purposes" text[] NOT NULL,
	CONSTRAINT "known_system_client_id_unique" UNIQUE("client_id")
);
--> statement-breakpoint
CREATE TABLE "verification"."reader" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verification"."verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"status" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"completed_at" timestamp with time zone,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "consent"."consent_event" ADD CONSTRAINT "consent_event_consent_id_consent_id_fk" FOREIGN KEY ("consent_id") REFERENCES "consent"."consent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD CONSTRAINT "decision_supersedes_decision_id_fk" FOREIGN KEY ("supersedes") REFERENCES "decision"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person"."claim" ADD CONSTRAINT "claim_record_id_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "person"."record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person"."match_key" ADD CONSTRAINT "match_key_record_id_record_id_fk" FOREIGN KEY ("record_id") REFERENCES "person"."record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person"."record" ADD CONSTRAINT "record_system_id_system_id_fk" FOREIGN KEY ("system_id") REFERENCES "person"."system"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person"."record" ADD CONSTRAINT "record_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."check_result" ADD CONSTRAINT "check_result_verification_id_verification_id_fk" FOREIGN KEY ("verification_id") REFERENCES "verification"."verification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."evidence" ADD CONSTRAINT "evidence_check_id_check_result_id_fk" FOREIGN KEY ("check_id") REFERENCES "verification"."check_result"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "event_position" ON "log"."event" USING btree ("position");--> statement-breakpoint
CREATE INDEX "event_waiting" ON "log"."event" USING btree ("id") WHERE position is null;--> statement-breakpoint
CREATE UNIQUE INDEX "event_subject" ON "log"."event" USING btree ("subject","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_person" ON "consent"."consent" USING btree ("person_id","purpose");--> statement-breakpoint
CREATE INDEX "consent_expiry" ON "consent"."consent" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "consent_event_consent" ON "consent"."consent_event" USING btree ("consent_id");--> statement-breakpoint
CREATE INDEX "known_person_person" ON "consent"."known_person" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "known_record_person" ON "consent"."known_record" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "decision_person" ON "decision"."decision" USING btree ("person_id","decided_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "decision_supersedes" ON "decision"."decision" USING btree ("supersedes") WHERE supersedes is not null;--> statement-breakpoint
CREATE INDEX "known_person_person" ON "decision"."known_person" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "known_record_person" ON "decision"."known_record" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "claim_record" ON "person"."claim" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "match_key_record" ON "person"."match_key" USING btree ("record_id");--> statement-breakpoint
CREATE INDEX "person_updated" ON "person"."person" USING btree ("updated_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "record_external" ON "person"."record" USING btree ("system_id","external_blind");--> statement-breakpoint
CREATE INDEX "record_person" ON "person"."record" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "check_verification" ON "verification"."check_result" USING btree ("verification_id");--> statement-breakpoint
CREATE INDEX "check_confirmed" ON "verification"."check_result" USING gin ("confirmed_claim_ids");--> statement-breakpoint
CREATE INDEX "evidence_check" ON "verification"."evidence" USING btree ("check_id");--> statement-breakpoint
CREATE INDEX "known_person_person" ON "verification"."known_person" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "known_record_person" ON "verification"."known_record" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "verification_person" ON "verification"."verification" USING btree ("person_id","requested_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "verification_expiry" ON "verification"."verification" USING btree ("expires_at");