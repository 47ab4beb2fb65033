CREATE TABLE "audit"."cosignature" (
	"size" bigint NOT NULL,
	"line" text NOT NULL,
	CONSTRAINT "cosignature_size_line_pk" PRIMARY KEY("size","line")
);
--> statement-breakpoint
CREATE TABLE "audit"."push" (
	"target" text PRIMARY KEY NOT NULL,
	"size" bigint NOT NULL,
	"due_at" timestamp with time zone NOT NULL
);
