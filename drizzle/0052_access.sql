-- What every subgraph asks before it shows anything of a person: one place that joins people with what they said, so that
-- a withdrawal counts with the next read, in every process. It tells states, and nothing of what the data says.
CREATE SCHEMA access;
--> statement-breakpoint
REVOKE ALL ON SCHEMA access FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA access TO selfsame_log, selfsame_person;
--> statement-breakpoint
-- The purposes in use.
CREATE FUNCTION access.purposes() RETURNS TABLE (id text, legal_basis text, data_classes text[], on_material_change text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT p.id, p.legal_basis, p.data_classes, p.on_material_change FROM consent.purpose p WHERE p.retired_at IS NULL
$$;
--> statement-breakpoint
-- What may be read of people whose data is held in one region from another.
CREATE FUNCTION access.residency_rules() RETURNS TABLE (home text, reader text, data_classes text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT r.home, r.reader, r.data_classes FROM person.residency_rule r
$$;
--> statement-breakpoint
-- Where people stand for some purposes, by any of their ids. Of what was said about a purpose under several ids of one person the
-- newest holds, and of two statements of one moment the one that allows less. Its names are bound here and not when it is called, so
-- it needs no search path of its own, which would cost as much as the look itself.
CREATE FUNCTION access.standing(p_ids uuid[], p_purposes text[], p_regional boolean, p_now timestamptz)
RETURNS TABLE (asked uuid, person_id uuid, regions text[], restricted boolean, consents text[], objections text[])
LANGUAGE sql STABLE SECURITY DEFINER ROWS 5
BEGIN ATOMIC
  SELECT pointer.id,
         person.id,
         CASE WHEN p_regional THEN coalesce(
           (SELECT array_agg(residence.region) FROM person.residence WHERE residence.person_id = ANY (own.ids)),
           (SELECT array_agg(DISTINCT system.region)
            FROM person.record JOIN person.system ON system.id = record.system_id
            WHERE record.person_id = person.id AND NOT record.forgotten AND system.region IS NOT NULL)
         ) END,
         EXISTS (SELECT FROM consent.restriction WHERE restriction.person_id = ANY (own.ids)),
         (SELECT array_agg(held.state ORDER BY asked_for.place)
          FROM unnest(p_purposes) WITH ORDINALITY asked_for (id, place)
          JOIN consent.purpose ON purpose.id = asked_for.id
          LEFT JOIN LATERAL (
            SELECT CASE
                     WHEN said.status NOT IN ('GRANTED', 'RENEWAL_DUE') THEN said.status
                     WHEN said.expires_at <= p_now THEN 'EXPIRED'
                     WHEN said.status = 'RENEWAL_DUE' OR said.notice_edition < purpose.material_edition THEN 'OUTDATED'
                     ELSE 'GRANTED'
                   END AS state
            FROM consent.consent said
            WHERE said.person_id = ANY (own.ids) AND said.purpose = purpose.id
            ORDER BY said.changed_at DESC,
                     array_position(ARRAY['WITHDRAWN', 'REFUSED', 'EXPIRED', 'RENEWAL_DUE', 'GRANTED'], said.status)
            LIMIT 1
          ) held ON true),
         ARRAY(SELECT objection.purpose FROM consent.objection WHERE objection.person_id = ANY (own.ids))
  FROM unnest(p_ids) one (id)
  JOIN person.person pointer ON pointer.id = one.id
  JOIN person.person person ON person.id = coalesce(pointer.merged_into, pointer.id)
  CROSS JOIN LATERAL (SELECT person.id || person.merged_ids AS ids) own;
END;
--> statement-breakpoint
REVOKE ALL ON FUNCTION access.purposes(), access.residency_rules(), access.standing(uuid[], text[], boolean, timestamptz) FROM PUBLIC;
--> statement-breakpoint
-- The person subgraph asks beside what it reads of a person, in one statement; everybody else by the log's role.
GRANT EXECUTE ON FUNCTION access.standing(uuid[], text[], boolean, timestamptz) TO selfsame_person;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION access.purposes(), access.residency_rules(), access.standing(uuid[], text[], boolean, timestamptz)
  TO selfsame_log;
--> statement-breakpoint
-- The person subgraph tells of residency and of broken glass, the consent subgraph of cases and exports.
CREATE OR REPLACE FUNCTION log.families_of(p_appender text) RETURNS text[]
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE p_appender
    WHEN 'person' THEN ARRAY[
      'identity', 'system', 'match', 'conflict', 'residency', 'access', 'suppression', 'retention', 'erasure'
    ]
    WHEN 'verification' THEN ARRAY[
      'verification', 'vendor', 'webhook', 'secret', 'watchlist', 'evidence', 'retention', 'erasure'
    ]
    WHEN 'decision' THEN ARRAY[
      'decision', 'policy', 'review', 'login', 'signal', 'journey', 'retention', 'erasure'
    ]
    WHEN 'consent' THEN ARRAY[
      'consent', 'purpose', 'notice', 'hold', 'case', 'export', 'privacy', 'retention', 'erasure'
    ]
  END
$$;
