CREATE TABLE "consent"."purpose" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"legal_basis" text NOT NULL,
	"data_classes" text[] NOT NULL,
	"uses" text[] NOT NULL,
	"recipients" text[] NOT NULL,
	"jurisdictions" text[] NOT NULL,
	"retention_days" integer,
	"consent_days" integer,
	"on_material_change" text NOT NULL,
	"registered_at" timestamp with time zone NOT NULL,
	"retired_at" timestamp with time zone
);
