"""The statements that write requests by the thousand: from one number to another, all at once.

Half of the requests have one seat and half three. `past` ones are answered by everybody, a
request every seven minutes back from now; open ones by nobody, and none of them falls due while
it is measured.
"""

CASES = """
    insert into work_case (id, company_id, cycle_id, kind, subject_id, graph_version, playbook,
                           state, rings, seen, revision)
    select 'cycle:' || %(kind)s || n, %(company)s, c.id, 'cycle', c.id, %(version)s, c.playbook,
           case when %(past)s then 'done' else 'waiting' end, 1, 1, 1
    from generate_series(%(first)s / 10, %(last)s / 10) n, cycle c where c.company_id = %(company)s
"""
REQUESTS = """
    insert into request (id, company_id, cycle_id, case_id, key, gate, policy, question, stake_eur,
                         brief_sha256, took_part, opened_at, due_at, closed_at, outcome,
                         choice)
    select md5(%(kind)s || n)::uuid, %(company)s, c.id, 'cycle:' || %(kind)s || n / 10,
           'asked/' || n, case when n %% 2 = 0 then 'trade_off' else 'review' end,
           case when n %% 2 = 0 then %(one)s::jsonb else %(several)s::jsonb end,
           'Approve building early, number ' || n || '?', 1000 + n %% 997 * 211,
           encode(sha256(convert_to(replace(%(brief)s, %(mark)s, 'Number ' || n), 'utf8')), 'hex'),
           '{signe}',
           now() - (n %% 40 + 1) * interval '6 hours' - past.ago,
           now() + (n %% 300 + 12) * interval '3 hours' - past.ago,
           case when %(past)s then now() - past.ago end,
           case when %(past)s then 'approved' end, case when %(past)s then 'build_early' end
    from generate_series(%(first)s, %(last)s) n
    cross join lateral (select case when %(past)s then n * interval '7 minutes'
                                    else interval '0' end as ago) past
    cross join cycle c where c.company_id = %(company)s
"""
BRIEFS = """
    insert into brief (company_id, request_id, version, sha256, content, made_at)
    select %(company)s, md5(%(kind)s || n)::uuid, 1, encode(sha256(content), 'hex'), content, now()
    from (select n, convert_to(replace(%(brief)s, %(mark)s, 'Number ' || n), 'utf8') as content
          from generate_series(%(first)s, %(last)s) n) as written
"""
SEATS = """
    insert into seat (company_id, request_id, person_id, accountable, grouping, position, why,
                      why_facts)
    select %(company)s, md5(%(kind)s || n)::uuid,
           (%(people)s::int[])[1 + (n + nth * 41) %% cardinality(%(people)s::int[])],
           nth = 0, 'seat ' || nth, nth, 'sits here', '{}'
    from generate_series(%(first)s, %(last)s) n, generate_series(0, 2) nth
    where nth = 0 or n %% 2 = 1
"""
CHASES = """
    insert into chase (company_id, request_id, kind, number, due_at)
    select %(company)s, r.id, said.kind, said.number, r.due_at + said.later
    from generate_series(%(first)s, %(last)s) n
    join request r on r.id = md5(%(kind)s || n)::uuid,
         (values ('remind', 1, interval '-24 hours'), ('escalate', 1, interval '0'),
                 ('expire', 1, interval '48 hours')) as said (kind, number, later)
"""
ANSWERS = """
    insert into decision (id, company_id, request_id, seat_id, person_id, verb, choice, reason,
                          brief_sha256, channel, decided_at, amount_eur)
    select md5('answer' || s.id)::uuid, %(company)s, r.id, s.id, s.person_id, 'approve',
           'build_early', '', r.brief_sha256, 'web', r.closed_at, 0
    from generate_series(%(first)s, %(last)s) n
    join request r on r.id = md5(%(kind)s || n)::uuid join seat s on s.request_id = r.id
    where r.closed_at is not null
"""
BUSY = """
    insert into seat (company_id, request_id, person_id, accountable, grouping, position, why,
                      why_facts)
    select %(company)s, r.id, (%(people)s::int[])[1], false, 'one more', 9, 'sits here', '{}'
    from request r where r.company_id = %(company)s and r.closed_at is null and r.gate = 'review'
      and not exists (select from seat s where s.request_id = r.id
                      and s.person_id = (%(people)s::int[])[1])
    order by r.id limit %(busy)s
"""
EVERYTHING = (CASES, REQUESTS, BRIEFS, SEATS, CHASES, ANSWERS)
