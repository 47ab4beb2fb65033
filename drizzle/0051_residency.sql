CREATE TABLE "person"."residence" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"region" text NOT NULL,
	"assigned_by" text NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."residency_rule" (
	"home" text NOT NULL,
	"reader" text NOT NULL,
	"data_classes" text[] NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "residency_rule_home_reader_pk" PRIMARY KEY("home","reader")
);
--> statement-breakpoint
ALTER TABLE "person"."system" ADD COLUMN "region" text;--> statement-breakpoint
ALTER TABLE "person"."residence" ADD CONSTRAINT "residence_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"."person"("id") ON DELETE no action ON UPDATE no action;