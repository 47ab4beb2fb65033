CREATE TABLE "verification"."watchlist_entry" (
	"version" integer NOT NULL,
	"place" integer NOT NULL,
	"entry" text NOT NULL,
	"kind" text NOT NULL,
	"names" text[] NOT NULL,
	"births" jsonb NOT NULL,
	"countries" text[] NOT NULL,
	"numbers" text[] NOT NULL,
	"programs" text[] NOT NULL,
	CONSTRAINT "watchlist_entry_version_place_pk" PRIMARY KEY("version","place")
);
--> statement-breakpoint
CREATE TABLE "verification"."watchlist_key" (
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"place" integer NOT NULL,
	"weight" smallint NOT NULL,
	CONSTRAINT "watchlist_key_version_key_place_pk" PRIMARY KEY("version","key","place")
);
--> statement-breakpoint
CREATE TABLE "verification"."watchlist_version" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "verification"."watchlist_version_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"list" text NOT NULL,
	"state" text NOT NULL,
	"format" text NOT NULL,
	"sha256" text NOT NULL,
	"files" jsonb NOT NULL,
	"entries" integer NOT NULL,
	"people" integer NOT NULL,
	"common" jsonb NOT NULL,
	"loaded_by" text NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"cleared_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "watchlist_entry_id" ON "verification"."watchlist_entry" USING btree ("version","entry");--> statement-breakpoint
CREATE UNIQUE INDEX "watchlist_current" ON "verification"."watchlist_version" USING btree ("list") WHERE state = 'CURRENT';--> statement-breakpoint
CREATE INDEX "watchlist_history" ON "verification"."watchlist_version" USING btree ("list","id");--> statement-breakpoint
CREATE INDEX "watchlist_uncleared" ON "verification"."watchlist_version" USING btree ("id") WHERE state <> 'CURRENT' and cleared_at is null;