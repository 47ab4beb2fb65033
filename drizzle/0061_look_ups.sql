CREATE TABLE "keys"."carry" (
	"relation" text PRIMARY KEY NOT NULL,
	"oid" bigint NOT NULL,
	"cursor" text[],
	"done" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "keys"."carry_note" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "keys"."carry_note_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"relation" text NOT NULL,
	"row" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "keys"."blind_key" ALTER COLUMN "wrapped" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "keys"."blind_key" ADD COLUMN "covers" boolean DEFAULT false NOT NULL;