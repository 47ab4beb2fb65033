CREATE TABLE "decision"."known_consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"status" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "decision"."policy_version" (
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"digest" "bytea" NOT NULL,
	"approvals" integer NOT NULL,
	"is_shadow" boolean DEFAULT false NOT NULL,
	"drafted_by" text NOT NULL,
	"drafted_person" text,
	"drafted_at" timestamp with time zone NOT NULL,
	"submitted_by" text,
	"submitted_person" text,
	"submitted_at" timestamp with time zone,
	"published_by" text,
	"published_at" timestamp with time zone,
	"retired_by" text,
	"retired_at" timestamp with time zone,
	CONSTRAINT "policy_version_name_version_pk" PRIMARY KEY("name","version")
);
--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD COLUMN "policy_digest" "bytea";--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD COLUMN "engine" text DEFAULT 'EXTERNAL' NOT NULL;--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD COLUMN "model_version" text;--> statement-breakpoint
ALTER TABLE "decision"."decision" ADD COLUMN "consent_ids" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "decision"."known_verification" ADD COLUMN "status" text DEFAULT 'PENDING' NOT NULL;--> statement-breakpoint
ALTER TABLE "decision"."known_verification" ADD COLUMN "expires_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "known_consent_person" ON "decision"."known_consent" USING btree ("person_id","purpose");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_version_published" ON "decision"."policy_version" USING btree ("name") WHERE state = 'PUBLISHED';--> statement-breakpoint
CREATE UNIQUE INDEX "policy_version_shadow" ON "decision"."policy_version" USING btree ("name") WHERE is_shadow;--> statement-breakpoint
CREATE INDEX "decision_policy" ON "decision"."decision" USING btree ("policy_name","decided_at","id");