-- What people were shown is never rewritten.
REVOKE UPDATE, DELETE ON consent.notice FROM selfsame_consent;
--> statement-breakpoint
REVOKE UPDATE, DELETE ON consent.purpose_version FROM selfsame_consent;
--> statement-breakpoint
-- What is registered already said just this in its first version.
INSERT INTO consent.purpose_version (purpose, version, terms, registered_at)
SELECT id, 1,
  jsonb_build_object(
    'id', id, 'name', name, 'legalBasis', legal_basis, 'dataClasses', data_classes, 'uses', uses,
    'recipients', recipients, 'jurisdictions', jurisdictions, 'retentionDays', retention_days,
    'consentDays', consent_days, 'onMaterialChange', on_material_change
  ),
  registered_at
FROM consent.purpose;
