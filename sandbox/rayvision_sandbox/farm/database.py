"""The farm's database: SQLite, in a file or in memory."""

import sqlite3
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

SCHEMA_VERSION = 6
# Seconds to wait for another program that writes to the file.
TIMEOUT = 2

# Moments are whole seconds of simulated time, money is in thousandths, so every sum is exact.
SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE users (
    id INTEGER PRIMARY KEY, access_id TEXT NOT NULL UNIQUE, access_key TEXT NOT NULL, name TEXT NOT NULL,
    zone INTEGER, locked INTEGER NOT NULL DEFAULT 0, profile TEXT NOT NULL DEFAULT '{}',
    overtime INTEGER NOT NULL DEFAULT 43200, scene TEXT,
    coupon INTEGER NOT NULL, balance INTEGER NOT NULL,
    settled_at INTEGER NOT NULL DEFAULT 0, settled INTEGER NOT NULL DEFAULT 0,
    coupon_at INTEGER, coupon_frame INTEGER, coupon_part INTEGER,
    arrears_at INTEGER, arrears_frame INTEGER
);
CREATE INDEX users_by_arrears ON users (arrears_at) WHERE arrears_at IS NOT NULL;
CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, root_id INTEGER, user_id INTEGER NOT NULL, platform INTEGER NOT NULL,
    level INTEGER NOT NULL, labels TEXT NOT NULL, out_user_id INTEGER, isolation TEXT, producer TEXT,
    clone_of INTEGER NOT NULL DEFAULT 0, job INTEGER NOT NULL DEFAULT 0, node_limit INTEGER, hardware INTEGER,
    scene TEXT, scene_name TEXT NOT NULL DEFAULT '', cg_id INTEGER,
    kind TEXT NOT NULL DEFAULT '', layer_name TEXT, frames_range TEXT NOT NULL DEFAULT '0',
    created INTEGER NOT NULL, submitted INTEGER, analysed INTEGER, started INTEGER,
    begins INTEGER, main_begins INTEGER, ends INTEGER, final INTEGER,
    overtime INTEGER, overtime_stop INTEGER, times_out INTEGER,
    full_speed INTEGER NOT NULL DEFAULT 0, stop_type INTEGER NOT NULL DEFAULT 0,
    frames INTEGER NOT NULL DEFAULT 0, failures INTEGER NOT NULL DEFAULT 0,
    to_come INTEGER NOT NULL DEFAULT 0, deleted INTEGER
);
-- All that a list may be filtered by: ten thousand tasks are searched without reading the tasks themselves.
CREATE INDEX tasks_by_user ON tasks (
    user_id, platform, id, scene_name, submitted, analysed, begins, main_begins, ends, final, root_id, deleted
) WHERE root_id IS NULL AND deleted IS NULL;
CREATE INDEX tasks_by_root ON tasks (root_id) WHERE root_id IS NOT NULL;
CREATE INDEX tasks_under_way ON tasks (user_id, ends, to_come) WHERE root_id IS NULL AND to_come > 0;
CREATE INDEX tasks_by_time_out ON tasks (times_out) WHERE times_out IS NOT NULL;
-- The few whose pictures are written as their frames are done.
CREATE INDEX tasks_with_job ON tasks (ends) WHERE job;
CREATE TABLE frames (
    id INTEGER PRIMARY KEY AUTOINCREMENT, task_id INTEGER NOT NULL, part_id INTEGER NOT NULL, user_id INTEGER NOT NULL,
    stage INTEGER NOT NULL, type INTEGER NOT NULL, frame_index TEXT NOT NULL, block INTEGER NOT NULL,
    waits INTEGER NOT NULL, attempt INTEGER NOT NULL DEFAULT 0,
    seconds INTEGER NOT NULL, cost INTEGER NOT NULL, fails INTEGER NOT NULL,
    ready INTEGER, start INTEGER, end INTEGER, cut INTEGER, stopped INTEGER NOT NULL DEFAULT 0,
    spent INTEGER NOT NULL DEFAULT 0, spent_coupon INTEGER NOT NULL DEFAULT 0,
    all_ended INTEGER, all_failed INTEGER, all_seconds INTEGER, all_cost INTEGER, all_begun INTEGER
);
CREATE INDEX frames_by_task ON frames (task_id);
CREATE INDEX frames_by_end ON frames (user_id, end, id, cost) WHERE end IS NOT NULL;
CREATE INDEX frames_by_end_in_part ON frames (part_id, end);
CREATE INDEX frames_by_start_in_part ON frames (part_id, start);
CREATE TABLE parts (
    id INTEGER PRIMARY KEY, total INTEGER NOT NULL, stopped INTEGER NOT NULL,
    spent INTEGER NOT NULL, spent_coupon INTEGER NOT NULL
);
CREATE TABLE labels (
    id INTEGER PRIMARY KEY AUTOINCREMENT, user_id INTEGER NOT NULL, name TEXT NOT NULL, status INTEGER NOT NULL,
    UNIQUE (user_id, name)
);
CREATE TABLE render_envs (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, name TEXT NOT NULL, cg_id INTEGER NOT NULL,
    cg_name TEXT NOT NULL, cg_version TEXT NOT NULL, layer_type INTEGER NOT NULL, os INTEGER NOT NULL,
    plugins TEXT NOT NULL, project_path TEXT NOT NULL DEFAULT '', is_default INTEGER NOT NULL DEFAULT 0,
    UNIQUE (user_id, name)
);
CREATE TABLE job_files (
    task_id INTEGER NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL, PRIMARY KEY (task_id, name)
) WITHOUT ROWID;
CREATE TABLE task_records (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, platform INTEGER NOT NULL, at INTEGER NOT NULL,
    button TEXT NOT NULL, details TEXT NOT NULL, tasks TEXT NOT NULL, channel TEXT NOT NULL, ip TEXT NOT NULL,
    path TEXT NOT NULL, body TEXT NOT NULL
);
CREATE INDEX task_records_by_user ON task_records (user_id, platform, at);
CREATE TABLE login_records (
    id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, at INTEGER NOT NULL, code INTEGER NOT NULL,
    message TEXT NOT NULL, ip TEXT NOT NULL, agent TEXT NOT NULL
);
CREATE INDEX login_records_by_user ON login_records (user_id, at);
CREATE TABLE nonces (
    access_id TEXT NOT NULL, stamp INTEGER NOT NULL, nonce TEXT NOT NULL, PRIMARY KEY (stamp, access_id, nonce)
) WITHOUT ROWID;
"""

# The first ids are near those of the vendor's guide, so that they look familiar.
FIRST_NUMBERS = {"tasks": 19096, "frames": 1546597, "labels": 3670}

Row = sqlite3.Row


class DatabaseError(Exception):
    """A database that this farm cannot use; the text says why and how to fix it."""


class Database:
    """A connection to the farm's database."""

    def __init__(self, path: Path | None = None) -> None:
        """Open the database, or make it.

        Args:
            path: The database file; without it everything is kept in memory.

        Raises:
            DatabaseError: The file cannot be opened, is not a database, has another version, or another farm uses it.
        """
        try:
            # The farm answers in one thread, but a test may create it in another.
            self._db = sqlite3.connect(
                path or ":memory:", timeout=TIMEOUT, isolation_level=None, check_same_thread=False
            )
            # A farm that a test forgot must not leave an open connection: Python 3.13 would warn of it.
            weakref.finalize(self, self._db.close)
            self._db.row_factory = sqlite3.Row
        except sqlite3.Error as error:
            raise _unusable(path, error) from error
        try:
            self._prepare(path)
        except sqlite3.Error as error:
            self._db.close()
            raise _unusable(path, error) from error
        except DatabaseError:
            self._db.close()
            raise

    def _prepare(self, path: Path | None) -> None:
        """Check that the database is one of this farm's, or make it so if it is empty."""
        version = self.number("PRAGMA user_version")
        empty = version == 0 and self.number("SELECT count(*) FROM sqlite_master") == 0
        if not empty and version != SCHEMA_VERSION:
            raise DatabaseError(
                f"{path} is not a sandbox database of version {SCHEMA_VERSION} (found {version}):"
                " name another file with --db, or delete it"
            )
        # The write-ahead log survives the process, however it ends. The lock lasts as long as the process: two farms on
        # one database would schedule without each other.
        self._db.executescript(
            "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            " BEGIN EXCLUSIVE; COMMIT;"
        )
        if empty:
            numbers = ",".join(f"('{table}', {number})" for table, number in FIRST_NUMBERS.items())
            self._db.executescript(
                f"BEGIN; {SCHEMA} INSERT INTO sqlite_sequence VALUES {numbers};"  # noqa: S608  # our own text and numbers
                f" PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
            )

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a block in a transaction."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._db.execute("COMMIT")
        except BaseException:  # an interrupted block is not half done either
            # SQLite itself may have rolled back, for example after a full disk.
            with suppress(sqlite3.OperationalError):
                self._db.execute("ROLLBACK")
            raise

    def run(self, statement: str, *values: Any) -> sqlite3.Cursor:
        """Execute one statement."""
        return self._db.execute(statement, values)

    def run_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        """Execute one statement for each row of values."""
        self._db.executemany(statement, rows)

    def insert(self, table: str, **columns: Any) -> int:
        """Insert a row, and return its id."""
        names, values = ", ".join(columns), ", ".join(f":{name}" for name in columns)
        row = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({values})", columns)  # noqa: S608  # our own names
        return row.lastrowid or 0

    def update(self, table: str, number: int, **columns: Any) -> None:
        """Change columns of the row with an id."""
        changes = ", ".join(f"{name} = :{name}" for name in columns)
        self._db.execute(f"UPDATE {table} SET {changes} WHERE id = :number", {**columns, "number": number})  # noqa: S608  # our own names

    def one(self, statement: str, *values: Any) -> Row | None:
        """Read the first row of a query."""
        row: Row | None = self._db.execute(statement, values).fetchone()
        return row

    def row(self, table: str, number: int) -> Row:
        """Read a row by its id.

        Raises:
            LookupError: There is none.
        """
        row = self.one(f"SELECT * FROM {table} WHERE id = ?", number)  # noqa: S608  # our own name
        if row is None:
            raise LookupError(f"no {number} in {table}")
        return row

    def all(self, statement: str, *values: Any, **named: Any) -> list[Row]:
        """Read all rows of a query, whose values may have names instead of places."""
        return self._db.execute(statement, named or values).fetchall()

    def number(self, statement: str, *values: Any, **named: Any) -> int:
        """Read a query's single number; nothing counts as zero."""
        return self._db.execute(statement, named or values).fetchone()[0] or 0

    def page(self, matching: str, page: int, size: int, **values: Any) -> tuple[int, list[Row]]:
        """Count the rows of a table that match, and read one page of them.

        Args:
            matching: The query, from `FROM` on, and the order of its rows.
            page: Number of the page, from 1.
            size: How many rows a page has.
            values: Values of the query, by their names.
        """
        total = self.number(f"SELECT count(*) {matching}", **values)
        skip = min((page - 1) * size, total)
        return total, self.all(f"SELECT * {matching} LIMIT :size OFFSET :skip", **values, size=size, skip=skip)

    def get(self, key: str) -> str | None:
        """Read one of the farm's settings."""
        row = self.one("SELECT value FROM meta WHERE key = ?", key)
        return row["value"] if row else None

    def put(self, key: str, value: str) -> None:
        """Write one of the farm's settings."""
        self.run("INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)


def _unusable(path: Path | None, error: sqlite3.Error) -> DatabaseError:
    # The lowest byte of an extended code is the plain one.
    if getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
        return DatabaseError(
            f"another program, perhaps another sandbox, uses the database {path}: stop that one, or name another file"
            " with --db"
        )
    return DatabaseError(f"cannot use {path} as database ({error}): name another file with --db")
