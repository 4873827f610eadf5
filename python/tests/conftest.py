import pytest


def pytest_addoption(parser):
    parser.addoption("--spark", action="store_true", help="also run what needs a Spark cluster (Java, pyspark)")


def pytest_configure(config):
    config.addinivalue_line("markers", "spark: needs a Spark cluster")


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--spark"):
        for item in items:
            if "spark" in item.keywords:
                item.add_marker(pytest.mark.skip(reason="run with --spark"))
