CREATE TABLE "person"."changed_profile" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "person"."changed_profile_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"profile" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person"."match_build" (
	"model_id" uuid PRIMARY KEY NOT NULL,
	"stage" text NOT NULL,
	"cursor" bigint
);
--> statement-breakpoint
CREATE TABLE "person"."match_job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"step" text NOT NULL,
	"progress" double precision NOT NULL,
	"model_id" uuid,
	"problem" text,
	"report" jsonb,
	"actor" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "person"."match_next" (
	"a" bigint NOT NULL,
	"b" bigint NOT NULL,
	"shared" smallint NOT NULL,
	"decision" text NOT NULL,
	"weight" double precision NOT NULL,
	"vector" "bytea" NOT NULL,
	"model_id" uuid NOT NULL,
	"apart" boolean DEFAULT false NOT NULL,
	CONSTRAINT "match_next_a_b_pk" PRIMARY KEY("a","b")
);
--> statement-breakpoint
ALTER TABLE "person"."model" ADD COLUMN "summary" jsonb;--> statement-breakpoint
CREATE INDEX "match_next_b" ON "person"."match_next" USING btree ("b");--> statement-breakpoint
CREATE INDEX "match_next_review" ON "person"."match_next" USING btree ("weight") WHERE decision = 'REVIEW' or apart;--> statement-breakpoint
-- Which pairs are candidates depends on the profiles that there are, and on their keys. While matches are built beside, what
-- changes of either is noted in the transaction that changes it.
CREATE FUNCTION person.note_changed_record() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM person.match_build WHERE stage = 'BUILD') THEN
    INSERT INTO person.changed_profile (profile) SELECT NEW.profile WHERE NEW.profile IS NOT NULL;
    IF TG_OP = 'UPDATE' THEN
      INSERT INTO person.changed_profile (profile) SELECT OLD.profile WHERE OLD.profile IS NOT NULL;
    END IF;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER record_added AFTER INSERT ON person.record
FOR EACH ROW WHEN (NEW.profile IS NOT NULL) EXECUTE FUNCTION person.note_changed_record();
--> statement-breakpoint
CREATE TRIGGER record_changed AFTER UPDATE OF profile ON person.record
FOR EACH ROW WHEN (NEW.profile IS DISTINCT FROM OLD.profile) EXECUTE FUNCTION person.note_changed_record();
--> statement-breakpoint
CREATE FUNCTION person.note_lost_keys() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM person.match_build WHERE stage = 'BUILD') THEN
    INSERT INTO person.changed_profile (profile) SELECT DISTINCT profile FROM lost;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER block_key_lost AFTER DELETE ON person.block_key
REFERENCING OLD TABLE AS lost FOR EACH STATEMENT EXECUTE FUNCTION person.note_lost_keys();
--> statement-breakpoint
-- Puts the matches that were built beside in the place of those in use, and forgets these: by name, so that it takes no longer
-- for a million records than for ten. It is the owner's, since the subgraph's role may not change tables.
CREATE FUNCTION person.swap_match() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  LOCK TABLE person.match, person.match_next IN ACCESS EXCLUSIVE MODE;
  TRUNCATE person.match;
  ALTER TABLE person.match RENAME TO match_past;
  ALTER INDEX person.match_a_b_pk RENAME TO match_past_a_b_pk;
  ALTER INDEX person.match_b RENAME TO match_past_b;
  ALTER INDEX person.match_review RENAME TO match_past_review;
  ALTER TABLE person.match_next RENAME TO match;
  ALTER INDEX person.match_next_a_b_pk RENAME TO match_a_b_pk;
  ALTER INDEX person.match_next_b RENAME TO match_b;
  ALTER INDEX person.match_next_review RENAME TO match_review;
  ALTER TABLE person.match_past RENAME TO match_next;
  ALTER INDEX person.match_past_a_b_pk RENAME TO match_next_a_b_pk;
  ALTER INDEX person.match_past_b RENAME TO match_next_b;
  ALTER INDEX person.match_past_review RENAME TO match_next_review;
END $$;
--> statement-breakpoint
-- Forgets what was built beside.
CREATE FUNCTION person.clear_match_next() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  TRUNCATE person.match_next, person.changed_profile;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION person.swap_match(), person.clear_match_next(), person.note_changed_record(), person.note_lost_keys()
  FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION person.swap_match(), person.clear_match_next() TO selfsame_person;
