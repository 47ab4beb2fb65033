CREATE TABLE "decision"."kpi_count" (
	"day" date NOT NULL,
	"name" text NOT NULL,
	"vendor" text NOT NULL,
	"label" text NOT NULL,
	"value" double precision NOT NULL,
	CONSTRAINT "kpi_count_day_name_vendor_label_pk" PRIMARY KEY("day","name","vendor","label")
);
--> statement-breakpoint
CREATE TABLE "decision"."kpi_finding" (
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"vendor" text NOT NULL,
	"outcome" text NOT NULL,
	CONSTRAINT "kpi_finding_person_id_kind_vendor_pk" PRIMARY KEY("person_id","kind","vendor")
);
--> statement-breakpoint
CREATE TABLE "decision"."kpi_person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."kpi_time" (
	"day" date NOT NULL,
	"name" text NOT NULL,
	"vendor" text NOT NULL,
	"bucket" integer NOT NULL,
	"count" bigint NOT NULL,
	"seconds" double precision NOT NULL,
	CONSTRAINT "kpi_time_day_name_vendor_bucket_pk" PRIMARY KEY("day","name","vendor","bucket")
);
--> statement-breakpoint
CREATE TABLE "decision"."kpi_vendor" (
	"vendor" text PRIMARY KEY NOT NULL,
	"cost_per_check" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."kpi_verification" (
	"id" uuid PRIMARY KEY NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"checks" jsonb NOT NULL
);
