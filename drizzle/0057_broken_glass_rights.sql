-- What somebody took stays written down: only its end and what others say of it come later.
REVOKE UPDATE, DELETE ON person.broken_glass FROM selfsame_person;
--> statement-breakpoint
GRANT UPDATE (ended_at, "end", finding, note, reviewed_by, reviewed_at) ON person.broken_glass TO selfsame_person;
