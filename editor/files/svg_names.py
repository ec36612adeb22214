"""The elements, attributes and style properties a drawing may have: those that WeasyPrint and browsers
draw.
"""

from __future__ import annotations

_ELEMENTS = """
    svg g a defs symbol use title desc style path rect circle ellipse line polyline polygon text tspan
    textPath image linearGradient radialGradient stop clipPath mask pattern marker
"""
_PROPERTIES = """
    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation direction display
    dominant-baseline fill fill-opacity fill-rule font-family font-size font-size-adjust font-stretch
    font-style font-variant font-weight image-rendering isolation letter-spacing line-height marker marker-end
    marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering
    stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering transform
    transform-origin
    unicode-bidi vector-effect visibility white-space word-spacing writing-mode
"""
_GEOMETRY = """
    id class x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy fr d points width height viewBox preserveAspectRatio
    rotate pathLength textLength lengthAdjust startOffset method spacing side offset gradientUnits
    gradientTransform spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits patternContentUnits
    patternTransform markerUnits markerWidth markerHeight refX refY orient version type
"""

ELEMENTS = frozenset(_ELEMENTS.split())
PROPERTIES = frozenset(_PROPERTIES.split())
ATTRIBUTES = PROPERTIES | frozenset(_GEOMETRY.split())
