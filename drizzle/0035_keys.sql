CREATE SCHEMA "keys";
--> statement-breakpoint
CREATE TABLE "keys"."epoch" (
	"id" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"current_at" timestamp with time zone,
	"retired_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"destroyed_at" timestamp with time zone,
	"wrapped" text
);
--> statement-breakpoint
CREATE TABLE "keys"."holder" (
	"id" uuid PRIMARY KEY NOT NULL,
	"host" text NOT NULL,
	"epochs" text[] NOT NULL,
	"current" text NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "keys"."key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "keys"."rewrap" (
	"schema" text PRIMARY KEY NOT NULL,
	"epoch" text NOT NULL,
	"cursor" uuid,
	"done" bigint NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "keys"."signing_key" (
	"id" uuid PRIMARY KEY NOT NULL,
	"use" text NOT NULL,
	"kid" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"signs_from" timestamp with time zone NOT NULL,
	CONSTRAINT "signing_key_kid_unique" UNIQUE("kid")
);
