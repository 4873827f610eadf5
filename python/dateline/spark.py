"""Reading and joining on a Spark cluster, by the same functions as in one process.

>>> from dateline import spark                                                        # doctest: +SKIP
>>> readings = spark.code(articles)              # one row a report, with its claims   # doctest: +SKIP
>>> claims = spark.claims(readings)              # one row a claim                     # doctest: +SKIP

Each Python worker builds one engine and keeps it. The package has to be installed where the executors run.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from . import _native
from . import batch as _batch

if TYPE_CHECKING:
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType


def schema(view: str = "readings") -> "StructType":
    """The columns of a view, as Spark names them."""
    return _spark_schema(_batch.schema(view))


def _spark_schema(schema: Any) -> "StructType":
    """An Arrow schema as Spark's."""
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(_loose(schema))


def _loose(schema: Any) -> Any:
    """A schema as Spark writes it: everything nullable (a null struct is for Spark a null in each of its fields), and members of lists
    called ``element``."""
    import pyarrow

    def loose(field: Any) -> Any:
        kind = field.type
        if pyarrow.types.is_struct(kind):
            kind = pyarrow.struct([loose(kind.field(n)) for n in range(kind.num_fields)])
        elif pyarrow.types.is_list(kind):
            kind = pyarrow.list_(loose(kind.value_field).with_name("element"))
        return pyarrow.field(field.name, kind, nullable=True)

    return pyarrow.schema([loose(field) for field in schema])


def coder(*, columns: Mapping[str, str] | None = None, view: str = "readings",
          lexicon: Any = ()) -> Callable[[Iterable[Any]], Iterator[Any]]:
    """The function that :func:`code` hands to ``mapInArrow``: batches of reports in, batches of ``view`` out."""
    names, folders = dict(columns or {}), _batch.paths(lexicon)

    def read(batches: Iterable[Any]) -> Iterator[Any]:
        for part in batches:
            # A batch of Spark's may hold ten thousand reports: their claims would fill the memory of a small worker.
            for first in range(0, part.num_rows, _PART):
                yield _batch.code(part.slice(first, _PART), columns=names, view=view, lexicon=folders)

    return read


#: Reports that are read before their claims are handed on.
_PART = 500


def code(reports: "DataFrame", *, columns: Mapping[str, str] | None = None, view: str = "readings", lexicon: Any = ()) -> "DataFrame":
    """Reads the reports of a data frame with the columns ``text`` and, where known, ``id``, ``date``, ``title``, ``publisher``, ``wire``, ``url``,
    ``language`` (``columns`` says which are called otherwise). Gives one row a report: what is known of it, its ``claims``, and a
    ``profile`` that :func:`resolve` needs beside them. ``view="claims"`` or ``"flat"`` gives one row a claim instead.

    Give an ``id`` that is a report's own: without one reports are numbered within each batch, and several would share a number.
    """
    names = dict(columns or {})
    if names.get("id", "id") not in reports.columns:
        raise _batch.coded("no-column", f"there is no column \"{names.get('id', 'id')}\": each report needs an id of its own")
    wanted = [names.get(field, field) for field in _batch.FIELDS if names.get(field, field) in reports.columns]
    return reports.select(*wanted).mapInArrow(coder(columns=names, view=view, lexicon=lexicon), schema(view))


def claims(readings: "DataFrame") -> "DataFrame":
    """One row a claim, in the published layout, out of readings."""
    return readings.selectExpr("explode(claims) AS claim").select("claim.*")


def resolve(readings: "DataFrame", work: str, *, decisions: Iterable[Mapping[str, Any]] = (), buckets: int | None = None) -> "Resolved":
    """Joins the claims of many reports into incidents: the record's own joining, in steps that shuffle by its blocking keys.

    ``readings`` is what :func:`code` gave (or Parquet of it). ``work`` is a folder that the driver and all executors reach; what each step
    gives is kept there as Parquet, so that a lost executor costs what it was doing and nothing else. ``buckets``: into how many tasks a
    grouped step is cut; a bucket has to fit the memory of one Python worker. ``decisions`` are those that people took in a record of a slice
    (:meth:`dateline.Record.decisions`).

    The incidents are those that one process gives (:func:`dateline.resolve`), to the last byte, in no particular order.
    """
    return _Joining(readings, work.rstrip("/"), [json.dumps(decision) for decision in decisions], buckets).run()


class Resolved:
    """What joining gave: ``incidents`` (one row each, the view ``incidents``), ``members`` (``claim``, ``incident``) and
    ``edges`` (scored pairs of tellings, those that were compared)."""

    def __init__(self, incidents: "DataFrame", members: "DataFrame", edges: "DataFrame"):
        self.incidents, self.members, self.edges = incidents, members, edges


_known: dict[str, Any] = {}


def _unpacked(name: str, packed: Any) -> Any:
    """What every worker has to know of a corpus, unpacked once in each."""
    if name not in _known:
        _known.clear()
        _known[name] = _native.Known.unpack(packed.value)
    return _known[name]


class _Joining:
    def __init__(self, readings: "DataFrame", work: str, decisions: list[str], buckets: int | None):
        self.spark, self.readings, self.work, self.decisions = readings.sparkSession, readings, work, decisions
        self.buckets = buckets or int(self.spark.conf.get("spark.sql.shuffle.partitions"))

    # What a step runs in: each batch alone, or buckets of whole blocks.

    def _map(self, frame: "DataFrame", step: str, sent: tuple[str, Any] | None = None) -> "DataFrame":
        def run(batches: Iterable[Any]) -> Iterator[Any]:
            import pyarrow

            known = None if sent is None else _unpacked(*sent)
            for batch in batches:
                for first in range(0, batch.num_rows, _PART):
                    table = pyarrow.Table.from_batches([batch.slice(first, _PART)])
                    yield from pyarrow.table(_native.step(step, table, known)).to_batches()

        return frame.mapInArrow(run, _step_schema(step))

    def _grouped(self, frame: "DataFrame", step: str, *by: str, sent: tuple[str, Any] | None = None) -> "DataFrame":
        from pyspark.sql import functions as f

        def run(table: Any) -> Any:
            import pyarrow

            known = None if sent is None else _unpacked(*sent)
            done = pyarrow.table(_native.step(step, table.drop_columns(["bucket"]).combine_chunks(), known))
            return done.cast(_loose(done.schema))

        bucket = f.pmod(f.xxhash64(*by), f.lit(self.buckets))
        return frame.withColumn("bucket", bucket).groupBy("bucket").applyInArrow(run, _step_schema(step))

    def _keep(self, frame: "DataFrame", name: str) -> "DataFrame":
        path = f"{self.work}/{name}"
        frame.write.mode("overwrite").parquet(path)
        return self.spark.read.parquet(path)

    # The steps, in their order.

    def run(self) -> Resolved:
        from pyspark.sql import functions as f

        numbered, count = self._numbered()
        if numbered.select("id").distinct().count() != count:
            raise _batch.coded("same-id", "several reports have one id: give each its own")
        copies = self._copies(numbered)
        whole = self._whole(numbered, count)
        digests = self._keep(self._map(numbered, "digests", self._send(whole)), "digests")
        known, more_edges, more_seeds, corrected = self._decided(numbered, digests, whole)

        (story_overlap, story_uncut), (overlap, uncut) = _native.overlaps()
        edges = self._blocks(self._map(digests, "story_keys"), self._map(digests, "briefs"), "story_edges", story_overlap, story_uncut, None)
        edges = self._keep(edges, "story_edges")
        storied = self._keep(self._parts(digests, edges, None, "stories", known), "stories")

        found = storied.filter("item IS NOT NULL").select("item", "story", "lead")
        tellings = self._keep(self._map(digests.join(found, "item"), "tellings"), "tellings")
        keys = tellings.select(f.explode("keys").alias("key"), "item", "when")
        digests = tellings.select("item", "digest")
        edges = self._keep(self._blocks(keys, digests, "telling_edges", overlap, uncut, known).unionByName(more_edges), "edges")
        seeds = storied.filter("item IS NULL").select("a", "b", "score").unionByName(more_seeds)
        happened = self._keep(self._parts(digests, edges, seeds, "happenings", known), "happenings")
        return self._accounts(numbered, copies, tellings, happened, corrected, edges)

    def _numbered(self) -> tuple["DataFrame", int]:
        """The reports, numbered from 0 in the canonical order; and how many there are."""
        from pyspark.sql import functions as f

        order = [f.col("published").asc_nulls_first(), f.col("text_sha256"), f.col("id")]
        ordered = self._keep(self.readings.orderBy(*order).withColumn("at", f.monotonically_increasing_id()), "readings")
        # Such an id is the number of the task, and behind it in 33 bits that of the row: the gaps between tasks are closed here.
        task, row = f.shiftright("at", 33), f.expr("at & 8589934591")
        sizes = ordered.groupBy(task.alias("task")).count().orderBy("task").collect()
        before, offsets = 0, []
        for size in sizes:
            offsets.append((size["task"], before))
            before += size["count"]
        first = f.broadcast(self.spark.createDataFrame(offsets, "task long, first long"))
        numbered = ordered.withColumn("task", task).join(first, "task").withColumn("number", f.col("first") + row)
        return numbered.drop("task", "first", "at"), before

    def _decided(self, numbered: "DataFrame", digests: "DataFrame", whole: Any) -> tuple[Any, "DataFrame", "DataFrame", "DataFrame"]:
        """What people decided, for the tellings that they mean: found in the few reports that decisions name."""
        from pyspark.sql import functions as f

        texts = sorted(set(re.findall(r'"text_sha256": "([0-9a-f]{64})"', "\n".join(self.decisions))))
        reports = numbered.filter(f.col("text_sha256").isin(texts)).join(digests.withColumnRenamed("item", "number"), "number")
        known, *tables = whole.decide(self.decisions, reports.toArrow())
        edges, seeds, corrected = (self._frame(table) for table in tables)
        return self._send(known) if texts else None, edges, seeds, corrected

    def _whole(self, numbered: "DataFrame", count: int) -> Any:
        """What has to be known of all reports."""
        from pyspark.sql import functions as f

        profiles = numbered.select("profile")
        # Counted with the words are marks of the claims on their days and places.
        counts = self._map(numbered, "counts").groupBy("stem").agg(f.sum("count").alias("count")).toArrow()
        counted = self._send(_native.Known(count, counts, None))
        weights = self._map(profiles, "weights", counted).groupBy("stem").agg(f.sum("weight").alias("weight")).toArrow()
        return _native.Known(count, counts, weights)

    def _send(self, known: Any) -> tuple[str, Any]:
        """To every worker."""
        packed = known.pack()
        return hashlib.sha256(packed).hexdigest(), self.spark.sparkContext.broadcast(packed)

    def _copies(self, numbered: "DataFrame") -> "DataFrame":
        """For each report the id of the first that carries its text."""
        from pyspark.sql import Window
        from pyspark.sql import functions as f

        keys = self._map(numbered.select("number", "text_sha256", "profile"), "copy_keys")
        shared = keys.withColumn("size", f.count("*").over(Window.partitionBy("key"))).filter("size > 1").drop("size")
        pairs = self._grouped(shared, "copy_pairs", "key").distinct().toArrow()
        roots = self._frame(_native.roots(pairs))
        ids = numbered.select(f.col("number").alias("part"), f.col("id").alias("copy_of"))
        found = numbered.select("number", "id").join(roots.withColumnRenamed("item", "number"), "number", "left").join(ids, "part", "left")
        return found.select("number", f.coalesce("copy_of", "id").alias("copy_of"))

    def _frame(self, table: Any) -> "DataFrame":
        import pyarrow

        return self.spark.createDataFrame(pyarrow.table(table))

    def _blocks(self, keys: "DataFrame", digests: "DataFrame", step: str, overlap: int, uncut: int,
                sent: tuple[str, Any] | None) -> "DataFrame":
        """Scores the pairs of each block. A block too large to compare in full is cut into stretches, each with the last of the one
        before, so that everybody meets the neighbours it would meet in the whole: one day of war does not sit on one worker."""
        from pyspark.sql import Window
        from pyspark.sql import functions as f

        block = Window.partitionBy("key")
        at = f.row_number().over(block.orderBy("when", "item")) - 1
        sized = keys.withColumn("size", f.count("*").over(block)).withColumn("at", at).filter("size > 1")
        stretch = max(_STRETCH, overlap)
        number = f.when(f.col("size") <= uncut, f.lit(0)).otherwise(f.floor(f.col("at") / stretch)).cast("long")
        carried = (f.col("size") > uncut) & (f.col("at") % stretch >= stretch - overlap)
        slices = f.when(carried, f.array("slice", f.col("slice") + 1)).otherwise(f.array("slice"))
        cut = sized.withColumn("slice", number).withColumn("slice", f.explode(slices))
        rows = cut.select("key", "slice", f.col("size").cast("long"), "item", "when").join(digests, "item")
        return self._grouped(rows, step, "key", "slice", sent=sent)

    def _parts(self, digests: "DataFrame", edges: "DataFrame", seeds: "DataFrame | None", step: str,
               sent: tuple[str, Any] | None) -> "DataFrame":
        """Groups each connected part by itself. What is connected the driver finds, from the pairs that speak for one happening."""
        from pyspark.sql import functions as f

        close = edges.filter("score > 0").select("a", "b", "score").distinct().toArrow()
        found = self._frame(_native.parts(close, None if seeds is None else seeds.toArrow()))
        # Up to so many members, every pair is scored anew; beyond, only those that met count, and have to be brought along.
        large = found.groupBy("part").count().filter(f.col("count") > _native.full()).select("part")
        found = found.cache()
        rows = digests.select("item", "digest").join(found, "item", "left").withColumn("part", f.coalesce("part", "item"))
        rows = rows.withColumns({"a": _null("long"), "b": _null("long"), "score": _null("double"), "seed": _null("boolean")})
        pairs = [(edges.distinct(), False, found.join(large, "part"))]
        if seeds is not None:
            pairs.append((seeds, True, found))
        for frame, seed, among in pairs:
            ends = [among.select(f.col("item").alias(end), f.col("part").alias(part)) for end, part in (("a", "part"), ("b", "other"))]
            inside = frame.join(ends[0], "a").join(ends[1], "b").filter("part = other").select("part", "a", "b", "score")
            more = inside.withColumns({"item": _null("long"), "digest": _null("binary"), "seed": f.lit(seed)})
            rows = rows.unionByName(more)
        return self._grouped(rows.select("part", "item", "digest", "a", "b", "score", "seed"), step, "part", sent=sent)

    def _accounts(self, numbered: "DataFrame", copies: "DataFrame", tellings: "DataFrame", happened: "DataFrame",
                  corrected: "DataFrame", edges: "DataFrame") -> Resolved:
        """The account of each incident, out of its claims."""
        from pyspark.sql import functions as f

        told = tellings.select("item", "report", "claims").join(happened, "item")
        telling = f.struct(f.col("part").alias("incident"), "item", "claims")
        per_report = told.groupBy(f.col("report").alias("number")).agg(f.sort_array(f.collect_list(telling)).alias("told"))
        rows = numbered.join(copies, "number").join(per_report, "number").withColumns({
            "incidents": f.col("told.incident"),
            "tellings": f.transform("told", lambda t: f.concat_ws(" ", t["claims"].cast("array<string>"))),
        }).drop("told")
        corrections = corrected.join(happened, "item").select("part", _null("string").alias("telling"), "rank", "correction")
        cuts = self._keep(self._map(rows, "cuts").unionByName(corrections), "cuts")
        incidents = self._keep(self._grouped(cuts, "accounts", "part"), "incidents")
        # An incident is called after its first claim, which only its account tells.
        members = incidents.select(f.explode("claim_ids").alias("claim"), f.col("id").alias("incident"))
        return Resolved(incidents, members, edges)


#: Members of a stretch of a large block.
_STRETCH = 2000


def _null(kind: str) -> Any:
    from pyspark.sql import functions as f

    return f.lit(None).cast(kind)


def _step_schema(step: str) -> "StructType":
    import pyarrow

    return _spark_schema(pyarrow.table(_native.step_schema(step)).schema)
