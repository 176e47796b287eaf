"""One thread, and one level of instructions for all: set before anything that computes is loaded.

A library that multiplies matrices looks at the processor and takes the widest instructions it
finds. If one of two libraries is held back, by its age or by the environment, a comparison of them
compares instructions. So all are held to AVX2 on a processor of the x86-64 kind, or none is.
Nothing here loads numpy before that is done, because the variables must be there first.
"""

import importlib.metadata
import importlib.util
import os
import platform
import re

from measuring import printed_by, seconds_of, significant

LEVELS = ("avx2", "free")
AS_FOUND = dict(os.environ)  # a user's own environment, before `hold`
ONE_THREAD = {
    f"{library}_THREADS": "1"
    for library in ("OPENBLAS_NUM", "MKL_NUM", "OMP_NUM", "VECLIB_MAXIMUM")
}
# XLA stops reading its flags at the first word that is none, without saying so.
XLA_ONE_THREAD = "--xla_cpu_multi_thread_eigen=false"
AVX2 = {
    "OPENBLAS_CORETYPE": "Haswell",  # NumPy's and SciPy's matrix products
    # NumPy's loops: exp, +, … The first is NumPy 2.4's name for what was five before.
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL "
    "AVX512_ICL AVX512_SPR",
    "ATEN_CPU_CAPABILITY": "avx2",  # PyTorch's loops, and what it compiles
    "ONEDNN_MAX_CPU_ISA": "AVX2",  # PyTorch's convolutions
    "MKL_ENABLE_INSTRUCTIONS": "AVX2",  # PyTorch's matrix products
}
# JAX's products come from YNNPACK, which takes AVX-512 where it can and cannot be told not to:
# without it XLA makes them itself.
XLA_AVX2 = "--xla_cpu_max_isa=AVX2 --xla_cpu_experimental_ynn_fusion_type="


def jax_is_too_old():
    """Whether the JAX that is here knows none of the flags above, and would end this process."""
    if not importlib.util.find_spec("jaxlib"):
        return False
    version = importlib.metadata.version("jaxlib").split(".")
    return (int(version[0]), int(version[1])) < (0, 10)


def is_x86():
    return platform.machine().lower() in ("x86_64", "amd64")


def hold(level):
    """Set this process's environment. level: "avx2" or "free", each library as it likes.

    Returns what stands in the table: the level, in words.
    """
    os.environ.update(ONE_THREAD, TQDM_DISABLE="1")
    flags = XLA_ONE_THREAD
    if level == "avx2" and is_x86():
        os.environ.update(AVX2)
        flags = f"{flags} {XLA_AVX2}"
        said = "all held to AVX2"
    else:
        for name in (*AVX2, "OPENBLAS_L2_SIZE"):
            os.environ.pop(name, None)
        said = "each library as it likes"
    if not jax_is_too_old():
        os.environ["XLA_FLAGS"] = flags
    return said


def kernels():
    """What multiplies matrices in each library that is here: {library: {"kernel", …}}.

    "kernel": in short; "in_full": with its version; "gigaflops": 10⁹ operations a second in a
    product of 1,000 × 1,000 numbers on one thread, which shows whether the level is held: AVX-512
    does up to twice as many as AVX2.
    """
    found = {}
    for library, package, ask in (
        ("NumPy", "numpy", _numpy),
        ("PyTorch", "torch", _torch),
        ("JAX", "jax", _jax),
    ):
        if importlib.util.find_spec(package) and not (package == "jax" and jax_is_too_old()):
            kernel, in_full, product = ask()
            seconds = min(seconds_of(product)[0] for _ in range(6))
            found[library] = {
                "version": importlib.metadata.version(package),
                "kernel": kernel,
                "in_full": in_full,
                "gigaflops": significant(2 * SIDE**3 / seconds / 1e9),
            }
    if "PyTorch" in found:
        found["PyTorch, convolutions"] = found["PyTorch"] | _torch_convolutions()
    return found


SIDE = 1000


def _numpy():
    import numpy as np
    from threadpoolctl import threadpool_info

    a = np.ones((SIDE, SIDE), np.float32)
    path = np.__file__.rsplit("__init__", 1)[0].rstrip("/\\")
    own = [pool for pool in threadpool_info() if pool["user_api"] == "blas"]
    own = [pool for pool in own if pool["filepath"].startswith(path)] or own
    if not own:  # threadpoolctl does not know Apple's Accelerate
        return "unknown", "a BLAS unknown to threadpoolctl", lambda: a @ a
    name, kind = own[0]["internal_api"], own[0].get("architecture") or "unknown"
    name = {"openblas": "OpenBLAS", "mkl": "MKL"}.get(name, name)
    return f"{name} {kind}", f"{name} {own[0]['version']}, kernels for {kind}", lambda: a @ a


def _torch():
    import torch

    torch.set_num_threads(1)
    a, built = torch.ones(SIDE, SIDE), torch.__config__.show()
    blas = re.search(r"BLAS_INFO=(\w+)", built)
    version = re.search(r"Math Kernel Library Version (\S+)-Product", built)
    blas = blas.group(1).upper() if blas else "unknown"
    capability = torch.backends.cpu.get_cpu_capability()
    in_full = f"{blas}{' ' + version.group(1) if version else ''}; {capability} for all else"
    return f"{blas}, {capability}", in_full, lambda: a @ a


def _torch_convolutions():
    said = printed_by("-c", ONE_CONVOLUTION, ONEDNN_VERBOSE="1")
    version = re.search(r"info,oneDNN v(\S+)", said)
    level = re.search(r"info,cpu,isa:(?:Intel )?(.+)", said)
    level = level.group(1) if level else "unknown"
    in_full = f"oneDNN {version.group(1) if version else 'unknown'}, {level}"
    return {"kernel": f"oneDNN, {level}", "in_full": in_full, "gigaflops": None}


ONE_CONVOLUTION = "import torch; torch.nn.Conv2d(1, 8, 5)(torch.ones(8, 1, 28, 28))"


def _jax():
    import jax

    a = jax.numpy.ones((SIDE, SIDE))
    product = jax.jit(lambda a: a @ a)
    ynnpack = "ynn" in product.lower(a).compile().as_text()
    held = re.search(r"max_isa=(\S+)", os.environ.get("XLA_FLAGS", ""))
    kernel = f"XLA{', ' + held.group(1) if held else ''}{' + YNNPACK' if ynnpack else ''}"
    in_full = (
        f"XLA, {'at most ' + held.group(1) if held else 'as it likes'}; products by "
        f"{'YNNPACK' if ynnpack else 'XLA itself'}"
    )
    return kernel, in_full, lambda: product(a).block_until_ready()
