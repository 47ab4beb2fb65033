CREATE TABLE "consent"."notice" (
	"purpose" text NOT NULL,
	"version" text NOT NULL,
	"language" text NOT NULL,
	"edition" integer NOT NULL,
	"text" text NOT NULL,
	"sha256" text NOT NULL,
	"is_material" boolean NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "notice_purpose_version_language_pk" PRIMARY KEY("purpose","version","language")
);
--> statement-breakpoint
CREATE TABLE "consent"."purpose_version" (
	"purpose" text NOT NULL,
	"version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "purpose_version_purpose_version_pk" PRIMARY KEY("purpose","version")
);
--> statement-breakpoint
DROP INDEX "consent"."consent_due";--> statement-breakpoint
ALTER TABLE "consent"."consent" ADD COLUMN "notice_edition" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."consent_event" ADD COLUMN "purpose_version" integer;--> statement-breakpoint
ALTER TABLE "consent"."consent_event" ADD COLUMN "notice_edition" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."consent_event" ADD COLUMN "shown_url" text;--> statement-breakpoint
ALTER TABLE "consent"."consent_event" ADD COLUMN "shown_sha256" text;--> statement-breakpoint
ALTER TABLE "consent"."consent_event" ADD COLUMN "guardian" "bytea";--> statement-breakpoint
ALTER TABLE "consent"."consent_event" ADD COLUMN "actor" text;--> statement-breakpoint
ALTER TABLE "consent"."purpose" ADD COLUMN "material_edition" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."purpose" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "consent"."notice" ADD CONSTRAINT "notice_purpose_purpose_id_fk" FOREIGN KEY ("purpose") REFERENCES "consent"."purpose"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent"."purpose_version" ADD CONSTRAINT "purpose_version_purpose_purpose_id_fk" FOREIGN KEY ("purpose") REFERENCES "consent"."purpose"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_ending" ON "consent"."consent" USING btree ("expires_at") WHERE status in ('GRANTED', 'RENEWAL_DUE');--> statement-breakpoint
CREATE INDEX "consent_outdated" ON "consent"."consent" USING btree ("purpose","notice_edition") WHERE status = 'GRANTED';