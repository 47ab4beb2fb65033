CREATE TABLE "person"."broken_glass" (
	"id" uuid PRIMARY KEY NOT NULL,
	"actor" text NOT NULL,
	"subject" text NOT NULL,
	"role" text,
	"scopes" text[] NOT NULL,
	"person_id" uuid,
	"reason" "bytea" NOT NULL,
	"broken_at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"end" text,
	"finding" text,
	"note" "bytea",
	"reviewed_by" text,
	"reviewed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "broken_glass_subject" ON "person"."broken_glass" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "broken_glass_open" ON "person"."broken_glass" USING btree ("until") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "broken_glass_unreviewed" ON "person"."broken_glass" USING btree ("id") WHERE reviewed_at is null;--> statement-breakpoint
CREATE INDEX "event_glass" ON "log"."event" USING btree ("time") WHERE type in ('dev.selfsame.access.broken.v1', 'dev.selfsame.access.restored.v1');