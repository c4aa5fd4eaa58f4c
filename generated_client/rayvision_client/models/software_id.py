# Generated from spec/openapi.yaml by `python -m generator build`. Do not edit.
"""Number of an application."""

from __future__ import annotations

from ..types import OpenIntEnum


class SoftwareId(OpenIntEnum):
    """Number of an application.

    Not all of these are still rendered; `querySupportedSoftware` knows.
    """

    MAYA = 2000
    """Autodesk Maya."""
    THREE_DS_MAX = 2001
    """Autodesk 3ds Max."""
    LIGHTWAVE = 2002
    """LightWave 3D."""
    ARNOLD = 2003
    """Arnold, stand-alone."""
    HOUDINI = 2004
    """SideFX Houdini."""
    CINEMA4D = 2005
    """Maxon Cinema 4D."""
    SOFTIMAGE = 2006
    """Autodesk Softimage."""
    BLENDER = 2007
    """Blender."""
    VR_STANDALONE = 2008
    """V-Ray, stand-alone."""
    MR_STANDALONE = 2009
    """mental ray, stand-alone."""
    SKETCHUP = 2010
    """SketchUp."""
    VUE = 2011
    """Vue."""
    KEYSHOT = 2012
    """KeyShot."""
    CLARISSE = 2013
    """Clarisse."""
    OCTANE_RENDER = 2014
    """OctaneRender."""
    NUKE = 2015
    """Nuke. Since edition 2.0.0."""
    KATANA = 2016
    """Katana."""
    UNREAL_ENGINE = 2020
    """Unreal Engine. Since edition 2.0.0."""
