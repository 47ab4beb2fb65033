-- What shows that a right was answered, that somebody was erased and what people agreed to is not deleted by a hub; and nobody leaves
-- the lists of those for whom nothing is stored any more.
REVOKE DELETE ON consent.consent, consent.rights_case, consent.rights_correction, consent.rights_export,
  consent.erasure, consent.erasure_part, consent.erasure_system FROM selfsame_consent;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON consent.erased_person FROM selfsame_consent;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON decision.erased_person FROM selfsame_decision;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON verification.erased_person FROM selfsame_verification;
