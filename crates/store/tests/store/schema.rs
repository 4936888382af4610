//! The two migrations of one name make the same schema.

use std::collections::BTreeMap;

use store::{Location, testing::TestDb};

/// Per table: its columns with type and whether they may be NULL, its key, and its named indexes with their columns.
type Schema = BTreeMap<String, Vec<String>>;

fn sqlite(location: &Location) -> Schema {
    let Location::Sqlite(path) = location else {
        panic!("not SQLite")
    };
    let connection = rusqlite::Connection::open(path).unwrap();
    let rows = |sql: &str| -> Vec<(String, String)> {
        let mut statement = connection.prepare(sql).unwrap();
        statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    };
    let loose = rows(
        "SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND strict = 0 \
        AND name NOT LIKE 'sqlite_%' AND name <> 'migrations'",
    );
    assert!(loose.is_empty(), "not STRICT: {loose:?}");
    let mut schema = Schema::new();
    for (table, line) in rows(
        "SELECT t.name, 'column ' || c.name || ' ' || c.type || CASE WHEN c.\"notnull\" OR c.pk > 0 THEN '' ELSE ' null' END \
         FROM pragma_table_list t, pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.name NOT LIKE 'sqlite_%' \
         UNION ALL SELECT t.name, 'key ' || c.pk || ' ' || c.name FROM pragma_table_list t, pragma_table_info(t.name) c \
         WHERE t.schema = 'main' AND c.pk > 0 AND t.name NOT LIKE 'sqlite_%' \
         UNION ALL SELECT t.name, 'index ' || i.name || ' ' || i.\"unique\" || ' ' || c.seqno || ' ' || c.name \
         FROM pragma_table_list t, pragma_index_list(t.name) i, pragma_index_info(i.name) c \
         WHERE t.schema = 'main' AND i.origin = 'c'",
    ) {
        schema.entry(table).or_default().push(line);
    }
    sorted(schema)
}

async fn postgres(location: &Location) -> Schema {
    let Location::Postgres(config) = location else {
        panic!("not PostgreSQL")
    };
    let (client, connection) = tokio_postgres::connect(config, tokio_postgres::NoTls)
        .await
        .unwrap();
    tokio::spawn(connection);
    let rows = client
        .query(
            "SELECT table_name::text, 'column ' || column_name || ' ' || CASE data_type WHEN 'bigint' THEN 'INTEGER' \
             WHEN 'boolean' THEN 'INTEGER' WHEN 'uuid' THEN 'BLOB' WHEN 'bytea' THEN 'BLOB' WHEN 'text' THEN 'TEXT' \
             WHEN 'double precision' THEN 'REAL' ELSE data_type END || CASE is_nullable WHEN 'YES' THEN ' null' ELSE '' END \
             FROM information_schema.columns WHERE table_schema = 'public' \
             UNION ALL SELECT c.relname::text, 'key ' || k.n || ' ' || a.attname FROM pg_index i \
             JOIN pg_class c ON c.oid = i.indrelid CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, n) \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum \
             JOIN pg_namespace s ON s.oid = c.relnamespace WHERE i.indisprimary AND s.nspname = 'public' \
             UNION ALL SELECT c.relname::text, 'index ' || x.relname || ' ' || i.indisunique::int || ' ' || (k.n - 1) || ' ' || a.attname \
             FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid \
             CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, n) \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum \
             JOIN pg_namespace s ON s.oid = c.relnamespace \
             WHERE s.nspname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint o WHERE o.conindid = i.indexrelid)",
            &[],
        )
        .await
        .unwrap();
    let mut schema = Schema::new();
    for row in rows {
        schema.entry(row.get(0)).or_default().push(row.get(1));
    }
    let uncollated = client
        .query(
            "SELECT table_name::text || '.' || column_name FROM information_schema.columns WHERE table_schema = 'public' \
             AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C' AND table_name <> 'migrations'",
            &[],
        )
        .await
        .unwrap();
    let uncollated: Vec<String> = uncollated.iter().map(|row| row.get(0)).collect();
    assert!(
        uncollated.is_empty(),
        "text without COLLATE \"C\": {uncollated:?}"
    );
    sorted(schema)
}

fn sorted(mut schema: Schema) -> Schema {
    for lines in schema.values_mut() {
        lines.sort();
    }
    schema
}

#[tokio::test]
async fn both_databases_have_the_same_schema() {
    let (left, right) = (TestDb::sqlite().await, TestDb::postgres().await);
    let (sqlite, postgres) = (sqlite(&left.location), postgres(&right.location).await);
    assert!(sqlite.len() > 30, "{:?}", sqlite.keys());
    assert_eq!(
        sqlite.keys().collect::<Vec<_>>(),
        postgres.keys().collect::<Vec<_>>()
    );
    for (table, lines) in &sqlite {
        assert_eq!(lines, &postgres[table], "{table}");
    }
}

#[tokio::test]
async fn town_data_is_keyed_by_its_town() {
    let test = TestDb::sqlite().await;
    for (table, lines) in sqlite(&test.location) {
        // Where the town may be absent or only scopes a rule, it is not the key.
        let elsewhere = ["join_requests", "invitations", "packages"].contains(&table.as_str());
        if !elsewhere && lines.iter().any(|line| line.starts_with("column town ")) {
            assert!(lines.contains(&"key 1 town".to_owned()), "{table}: {lines:?}");
        }
    }
}
