CREATE TABLE "person"."block_key" (
	"key" bigint NOT NULL,
	"profile" bigint NOT NULL,
	CONSTRAINT "block_key_key_profile_pk" PRIMARY KEY("key","profile")
);
--> statement-breakpoint
CREATE TABLE "person"."hot_key" (
	"key" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."match" (
	"a" bigint NOT NULL,
	"b" bigint NOT NULL,
	"shared" smallint NOT NULL,
	"decision" text NOT NULL,
	"weight" double precision NOT NULL,
	"vector" "bytea" NOT NULL,
	"model_id" uuid NOT NULL,
	CONSTRAINT "match_a_b_pk" PRIMARY KEY("a","b")
);
--> statement-breakpoint
CREATE TABLE "person"."model" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version" text NOT NULL,
	"state" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"activated_at" timestamp with time zone,
	"activated_by" text,
	CONSTRAINT "model_version_unique" UNIQUE("version")
);
--> statement-breakpoint
CREATE TABLE "person"."verdict" (
	"a" uuid NOT NULL,
	"b" uuid NOT NULL,
	"said" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"actor" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "verdict_a_b_pk" PRIMARY KEY("a","b")
);
--> statement-breakpoint
ALTER TABLE "person"."record" ADD COLUMN "home_id" uuid;--> statement-breakpoint
UPDATE "person"."record" SET "home_id" = "person_id";--> statement-breakpoint
ALTER TABLE "person"."record" ALTER COLUMN "home_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "person"."record" ADD COLUMN "profile" bigint;--> statement-breakpoint
ALTER TABLE "person"."verdict" ADD CONSTRAINT "verdict_a_record_id_fk" FOREIGN KEY ("a") REFERENCES "person"."record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person"."verdict" ADD CONSTRAINT "verdict_b_record_id_fk" FOREIGN KEY ("b") REFERENCES "person"."record"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "match_b" ON "person"."match" USING btree ("b");--> statement-breakpoint
CREATE UNIQUE INDEX "model_active" ON "person"."model" USING btree ("state") WHERE state = 'ACTIVE';--> statement-breakpoint
CREATE INDEX "verdict_b" ON "person"."verdict" USING btree ("b");--> statement-breakpoint
CREATE INDEX "record_profile" ON "person"."record" USING btree ("profile");