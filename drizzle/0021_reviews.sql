CREATE TABLE "decision"."review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"person_a" uuid,
	"person_b" uuid,
	"record_a" uuid,
	"record_b" uuid,
	"detail" text,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"rises_at" timestamp with time zone NOT NULL,
	"is_overdue" boolean DEFAULT false NOT NULL,
	"priority" smallint NOT NULL,
	"is_by_hand" boolean DEFAULT false NOT NULL,
	"rank" smallint GENERATED ALWAYS AS (100 - priority) STORED NOT NULL,
	"four_eyes" boolean NOT NULL,
	"assignee" text,
	"assigned_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_as" text,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "decision"."review_agreement" (
	"review_id" uuid NOT NULL,
	"actor" text NOT NULL,
	"word" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL,
	CONSTRAINT "review_agreement_review_id_actor_pk" PRIMARY KEY("review_id","actor")
);
--> statement-breakpoint
CREATE TABLE "decision"."review_count" (
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"delta" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."review_note" (
	"id" uuid PRIMARY KEY NOT NULL,
	"review_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	"author" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision"."review_rule" (
	"kind" text PRIMARY KEY NOT NULL,
	"priority" smallint NOT NULL,
	"deadline_hours" integer NOT NULL,
	"four_eyes" boolean NOT NULL
);
--> statement-breakpoint
DROP INDEX "person"."person_conflicted";--> statement-breakpoint
ALTER TABLE "person"."person" ADD COLUMN "conflicts" text[] DEFAULT '{}';--> statement-breakpoint
-- On which fields is sealed; the hub finds out, and tells it.
UPDATE "person"."person" SET "conflicts" = null WHERE "conflicted";--> statement-breakpoint
ALTER TABLE "decision"."review_agreement" ADD CONSTRAINT "review_agreement_review_id_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "decision"."review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision"."review_note" ADD CONSTRAINT "review_note_review_id_review_id_fk" FOREIGN KEY ("review_id") REFERENCES "decision"."review"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "review_about" ON "decision"."review" USING btree ("kind","about") WHERE state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "review_queue" ON "decision"."review" USING btree ("state","kind","rank","deadline","id");--> statement-breakpoint
CREATE INDEX "review_assignee" ON "decision"."review" USING btree ("assignee","state","kind","rank","deadline","id") WHERE assignee is not null;--> statement-breakpoint
CREATE INDEX "review_overdue" ON "decision"."review" USING btree ("state","kind","rank","deadline","id") WHERE is_overdue;--> statement-breakpoint
CREATE INDEX "review_rises" ON "decision"."review" USING btree ("rises_at") WHERE state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "review_record_a" ON "decision"."review" USING btree ("record_a") WHERE state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "review_record_b" ON "decision"."review" USING btree ("record_b") WHERE state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "review_person_a" ON "decision"."review" USING btree ("person_a") WHERE state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "review_person_b" ON "decision"."review" USING btree ("person_b") WHERE state <> 'CLOSED';--> statement-breakpoint
CREATE INDEX "review_note_review" ON "decision"."review_note" USING btree ("review_id","id");--> statement-breakpoint
CREATE INDEX "person_untold" ON "person"."person" USING btree ("id") WHERE conflicts is null;--> statement-breakpoint
CREATE INDEX "person_conflicted" ON "person"."person" USING btree ("id") WHERE conflicts is null or conflicts <> '{}';--> statement-breakpoint
ALTER TABLE "person"."person" DROP COLUMN "conflicted";