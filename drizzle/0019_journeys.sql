CREATE SCHEMA "journeys";
--> statement-breakpoint
CREATE TABLE "decision"."journey" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"step" text NOT NULL,
	"entry" integer NOT NULL,
	"memory" jsonb NOT NULL,
	"waits_for" uuid[] NOT NULL,
	"verification_ids" uuid[] NOT NULL,
	"decision_ids" uuid[] NOT NULL,
	"due_at" timestamp with time zone,
	"outcome" text,
	"reason" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "decision"."journey_definition" (
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"content" jsonb NOT NULL,
	"published_by" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "journey_definition_name_version_pk" PRIMARY KEY("name","version")
);
--> statement-breakpoint
CREATE TABLE "decision"."journey_log" (
	"journey_id" uuid NOT NULL,
	"entry" integer NOT NULL,
	"place" integer NOT NULL,
	"step" text NOT NULL,
	"action" text NOT NULL,
	"detail" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "journey_log_journey_id_entry_place_pk" PRIMARY KEY("journey_id","entry","place")
);
--> statement-breakpoint
CREATE TABLE "journeys"."engine" (
	"singleton" integer PRIMARY KEY NOT NULL,
	"version" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journeys"."executor" (
	"id" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journeys"."reader" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "decision"."journey_log" ADD CONSTRAINT "journey_log_journey_id_journey_id_fk" FOREIGN KEY ("journey_id") REFERENCES "decision"."journey"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "journey_newest" ON "decision"."journey" USING btree ("person_id","started_at","id");--> statement-breakpoint
CREATE INDEX "journey_state" ON "decision"."journey" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "journey_waits_for" ON "decision"."journey" USING gin ("waits_for");--> statement-breakpoint
CREATE UNIQUE INDEX "journey_definition_published" ON "decision"."journey_definition" USING btree ("name") WHERE state = 'PUBLISHED';