DROP INDEX "audit"."entry_kind";--> statement-breakpoint
DROP INDEX "audit"."entry_time";--> statement-breakpoint
DROP INDEX "audit"."opening_actor";--> statement-breakpoint
DROP INDEX "audit"."entry_client";--> statement-breakpoint
DROP INDEX "audit"."entry_event";--> statement-breakpoint
CREATE INDEX "entry_moment" ON "audit"."entry" USING btree ((body::jsonb ->> 'time'),"index");--> statement-breakpoint
CREATE INDEX "entry_client" ON "audit"."entry" USING btree ((body::jsonb ->> 'client'),(body::jsonb ->> 'time'),"index");--> statement-breakpoint
CREATE INDEX "entry_event" ON "audit"."entry" USING btree ((body::jsonb ->> 'event'),(body::jsonb ->> 'time'),"index");