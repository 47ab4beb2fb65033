-- What every subgraph asks before it shows anything of a person: where people stand, as views. They run with the rights of their owner,
-- so no role reads another's schema, and the statement that asks has them in its own plan: a function cost three times as much.
-- They tell states and regions, and nothing of what the data says.
DROP FUNCTION access.standing(uuid[], text[], boolean, timestamptz), access.purposes(), access.residency_rules();--> statement-breakpoint
CREATE VIEW access.purpose AS
  SELECT id, legal_basis, data_classes, on_material_change FROM consent.purpose WHERE retired_at IS NULL;--> statement-breakpoint
CREATE VIEW access.residency_rule AS
  SELECT home, reader, data_classes FROM person.residency_rule;--> statement-breakpoint
CREATE VIEW access.person AS
  SELECT id, merged_into, merged_ids FROM person.person;--> statement-breakpoint
CREATE VIEW access.residence AS
  SELECT person_id, region FROM person.residence;--> statement-breakpoint
CREATE VIEW access.record AS
  SELECT record.person_id, system.region
  FROM person.record JOIN person.system ON system.id = record.system_id
  WHERE NOT record.forgotten AND system.region IS NOT NULL;--> statement-breakpoint
CREATE VIEW access.restriction AS
  SELECT person_id FROM consent.restriction;--> statement-breakpoint
CREATE VIEW access.objection AS
  SELECT person_id, purpose FROM consent.objection;--> statement-breakpoint
CREATE VIEW access.consent AS
  SELECT said.person_id, said.purpose, said.status, said.expires_at, said.changed_at,
         said.notice_edition < purpose.material_edition AS is_outdated
  FROM consent.consent said JOIN consent.purpose ON purpose.id = said.purpose;--> statement-breakpoint
GRANT SELECT ON ALL TABLES IN SCHEMA access TO selfsame_log, selfsame_person;
