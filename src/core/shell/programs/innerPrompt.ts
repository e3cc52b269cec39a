// Programs whose own prompt is their name: `mysql> `, `sqlite> `, `rs0:PRIMARY> `.
const named =
  'mysql|mariadb|sqlite|mongos?|mongosh|redis|redis-cli|cqlsh|scala|irb|pry|node|python|hive|presto|trino|spark-sql|influx|vault|ftp|lftp|sftp|telnet|gdb|lldb|jshell|ghci|iex|sql|sqlplus|bq|clickhouse|ksql|nslookup|test|admin|ijs|duckdb|neo4j|etcdctl|rabbitmq|psql|console|prod|production|staging|gremlin|parted|fdisk|crash|rails';
const prompts: readonly RegExp[] = [
  new RegExp(String.raw`^(?:${named})(?:\[\d+\])?> +\S`, 'i'),
  // `postgres=# `, `app_db-> `, `MariaDB [(none)]> `, `[ gprd ] production> `.
  /^[A-Za-z_]\w*(?:\.\w+)*[=\-(][#>] +\S/,
  /^MariaDB \[[^\]\n]{1,60}\]> +\S/,
  /^\[ ?[\w .-]{1,40} ?\] ?[\w -]{1,40}> +\S/,
  // `irb(main):001:0> `, `In [3]: `, `>>> `, `rs0:PRIMARY> `, `127.0.0.1:6379> `, `iex(1)> `.
  /^[\w-]+\([\w@. ]{1,40}\)(?::\d+){0,2}[>*] +\S/,
  /^In \[\d+\]: \S/,
  /^>>> \S/,
  /^[\w-]+:(?:PRIMARY|SECONDARY|ARBITER)> +\S/,
  /^[\w.-]+:\d{2,5}(?:\[\d+\])?> +\S/,
  // `PS C:\> ` and `C:\Users\x>`.
  /^(?:PS )?[A-Z]:\\[^>\n]{0,80}> ?\S/,
];

/** Whether a line shows the prompt of another program than the shell: a database's, a language's, another system's. */
export function isInnerPrompt(row: string): boolean {
  return /[>#:]/.test(row) && prompts.some(prompt => prompt.test(row));
}
