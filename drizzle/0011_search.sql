CREATE TABLE "person"."search_key" (
	"key" bigint NOT NULL,
	"profile" bigint NOT NULL,
	CONSTRAINT "search_key_key_profile_pk" PRIMARY KEY("key","profile")
);
