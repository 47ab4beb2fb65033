CREATE TABLE "keys"."place" (
	"singleton" integer PRIMARY KEY NOT NULL,
	"pair" uuid NOT NULL,
	"elsewhere" boolean NOT NULL
);
