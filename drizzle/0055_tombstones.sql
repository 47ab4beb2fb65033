CREATE TABLE "keys"."tombstone" (
	"erasure_id" uuid PRIMARY KEY NOT NULL,
	"person_ids" uuid[] NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"suppressions" jsonb NOT NULL
);
