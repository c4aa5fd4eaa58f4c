"""Transfers: the vendor's transmitter, found, driven and watched. It is a program of its own, and not part of this."""

from __future__ import annotations

from rayvision_api.transfer._command import Kind, Line, Storage, command_line
from rayvision_api.transfer._downloading import OutputEntry, Picture, download, download_folders, frame_of
from rayvision_api.transfer._errors import (
    TransferError,
    TransferFailedError,
    TransferStalledError,
    TransferStoppedError,
    TransmitterNotFoundError,
)
from rayvision_api.transfer._installing import KNOWN_VERSION, install_transmitter, transmitter_version
from rayvision_api.transfer._progress import Progress, Tracker, TransferFile
from rayvision_api.transfer._record import CheckedFile, FileChangedError, Record, Sorting
from rayvision_api.transfer._running import TRY_AGAIN, TransferPolicy, transmit
from rayvision_api.transfer._transmitter import Transmitter, find_transmitter
from rayvision_api.transfer._uploading import Upload, upload, upload_job_files

__all__ = [
    "KNOWN_VERSION",
    "TRY_AGAIN",
    "CheckedFile",
    "FileChangedError",
    "Kind",
    "Line",
    "OutputEntry",
    "Picture",
    "Progress",
    "Record",
    "Sorting",
    "Storage",
    "Tracker",
    "TransferError",
    "TransferFailedError",
    "TransferFile",
    "TransferPolicy",
    "TransferStalledError",
    "TransferStoppedError",
    "Transmitter",
    "TransmitterNotFoundError",
    "Upload",
    "command_line",
    "download",
    "download_folders",
    "find_transmitter",
    "frame_of",
    "install_transmitter",
    "transmit",
    "transmitter_version",
    "upload",
    "upload_job_files",
]
