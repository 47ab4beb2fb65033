CREATE TABLE "decision"."decision_shadow" (
	"decision_id" uuid NOT NULL,
	"policy_name" text NOT NULL,
	"version" integer NOT NULL,
	"outcome" text,
	"reason_codes" text[] NOT NULL,
	"matched_rules" text[] NOT NULL,
	"agrees" boolean NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "decision_shadow_decision_id_pk" PRIMARY KEY("decision_id")
);
--> statement-breakpoint
CREATE TABLE "decision"."override_proposal" (
	"decision_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reason_code" text NOT NULL,
	"sealed" "bytea",
	"proposed_by" text NOT NULL,
	"proposed_person" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "decision"."decision_shadow" ADD CONSTRAINT "decision_shadow_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "decision"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision"."override_proposal" ADD CONSTRAINT "override_proposal_decision_id_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "decision"."decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "decision_shadow_newest" ON "decision"."decision_shadow" USING btree ("policy_name","version","decided_at","decision_id");