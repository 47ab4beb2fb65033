CREATE TABLE "verification"."evidence_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"verification_id" uuid NOT NULL,
	"state" text NOT NULL,
	"digest" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"store" text NOT NULL,
	"object" text,
	"stored_by" text NOT NULL,
	"stored_at" timestamp with time zone NOT NULL,
	"retain_until" timestamp with time zone NOT NULL,
	"held" boolean NOT NULL,
	"deletion_reason" "bytea",
	"deleted_by" text,
	"deleted_at" timestamp with time zone,
	"checked_at" timestamp with time zone NOT NULL,
	"missing_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "verification"."evidence_file_check" (
	"check_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "evidence_file_check_check_id_file_id_pk" PRIMARY KEY("check_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "verification"."legal_hold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_id" uuid NOT NULL,
	"placed_by" text NOT NULL,
	"placed_at" timestamp with time zone NOT NULL,
	"reason" "bytea" NOT NULL,
	"released_by" text,
	"released_at" timestamp with time zone,
	"release_reason" "bytea"
);
--> statement-breakpoint
ALTER TABLE "verification"."evidence_file" ADD CONSTRAINT "evidence_file_verification_id_verification_id_fk" FOREIGN KEY ("verification_id") REFERENCES "verification"."verification"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."evidence_file_check" ADD CONSTRAINT "evidence_file_check_check_id_check_result_id_fk" FOREIGN KEY ("check_id") REFERENCES "verification"."check_result"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."evidence_file_check" ADD CONSTRAINT "evidence_file_check_file_id_evidence_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "verification"."evidence_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verification"."legal_hold" ADD CONSTRAINT "legal_hold_file_id_evidence_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "verification"."evidence_file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_file_content" ON "verification"."evidence_file" USING btree ("verification_id","digest") WHERE state = 'STORED';--> statement-breakpoint
CREATE INDEX "evidence_file_due" ON "verification"."evidence_file" USING btree ("retain_until") WHERE state = 'STORED' and not held;--> statement-breakpoint
CREATE INDEX "evidence_file_unchecked" ON "verification"."evidence_file" USING btree ("checked_at") WHERE state = 'STORED';--> statement-breakpoint
CREATE INDEX "evidence_file_left" ON "verification"."evidence_file" USING btree ("stored_at") WHERE state <> 'STORED' and object is not null;--> statement-breakpoint
CREATE INDEX "evidence_file_check_file" ON "verification"."evidence_file_check" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "legal_hold_file" ON "verification"."legal_hold" USING btree ("file_id","id");