CREATE TABLE "consent"."known_proof" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"method" text NOT NULL,
	"holds" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."rights_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"requester" text NOT NULL,
	"channel" text NOT NULL,
	"purposes" text[] NOT NULL,
	"field" text,
	"opened_by" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"notice_at" timestamp with time zone,
	"extension" text,
	"identified_at" timestamp with time zone,
	"identified_by" text,
	"method" text,
	"proof_id" uuid,
	"refusal" text,
	"ended_at" timestamp with time zone,
	"sealed" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent"."rights_correction" (
	"case_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"system" text NOT NULL,
	"state" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"sealed" "bytea",
	CONSTRAINT "rights_correction_case_id_record_id_pk" PRIMARY KEY("case_id","record_id")
);
--> statement-breakpoint
CREATE TABLE "consent"."rights_export" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"downloads" integer NOT NULL,
	"used" integer NOT NULL,
	"delivered_at" timestamp with time zone,
	"digest" text,
	"bytes" bigint
);
--> statement-breakpoint
CREATE TABLE "consent"."rights_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"action" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text NOT NULL,
	"detail" jsonb NOT NULL,
	"sealed" "bytea"
);
--> statement-breakpoint
ALTER TABLE "consent"."rights_correction" ADD CONSTRAINT "rights_correction_case_id_rights_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "consent"."rights_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent"."rights_export" ADD CONSTRAINT "rights_export_case_id_rights_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "consent"."rights_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent"."rights_step" ADD CONSTRAINT "rights_step_case_id_rights_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "consent"."rights_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rights_case_open" ON "consent"."rights_case" USING btree ("due_at","id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "rights_case_state" ON "consent"."rights_case" USING btree ("state","due_at","id");--> statement-breakpoint
CREATE INDEX "rights_case_person" ON "consent"."rights_case" USING btree ("person_id","due_at","id");--> statement-breakpoint
CREATE INDEX "rights_case_notice" ON "consent"."rights_case" USING btree ("notice_at") WHERE notice_at is not null;--> statement-breakpoint
CREATE INDEX "rights_export_case" ON "consent"."rights_export" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "rights_step_case" ON "consent"."rights_step" USING btree ("case_id","id");