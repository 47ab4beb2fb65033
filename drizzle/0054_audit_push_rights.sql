-- What a witness signed is never rewritten, and where checkpoints went is not forgotten.
REVOKE UPDATE, DELETE ON audit.cosignature FROM selfsame_audit;
--> statement-breakpoint
REVOKE DELETE ON audit.push FROM selfsame_audit;
