CREATE TABLE "consent"."objection" (
	"person_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"case_id" uuid NOT NULL,
	CONSTRAINT "objection_person_id_purpose_pk" PRIMARY KEY("person_id","purpose")
);
--> statement-breakpoint
CREATE TABLE "consent"."restriction" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"case_id" uuid NOT NULL
);
