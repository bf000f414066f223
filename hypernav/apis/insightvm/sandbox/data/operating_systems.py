"""The operating systems of the simulated network; the position of a release is the month it was last patched."""

# ruff: noqa: E501  # a table reads best with one row a line

from __future__ import annotations

from hypernav.apis.insightvm.sandbox.data.products import Product, monthly

_NEWEST = "2025-10"
_FIRST = "2019-06"

# key, vendor, family, product, version, type, architecture, CPE, last month of fixes
# fmt: off
_ROWS = (
    ("windows-7", "Microsoft", "Windows", "Windows 7 Professional Edition", "SP1", "Workstation", "x86_64", "o:microsoft:windows_7", "2020-01"),
    ("windows-10", "Microsoft", "Windows", "Windows 10 Enterprise Edition", "22H2", "Workstation", "x86_64", "o:microsoft:windows_10", _NEWEST),
    ("windows-11-23h2", "Microsoft", "Windows", "Windows 11 Enterprise Edition", "23H2", "Workstation", "x86_64", "o:microsoft:windows_11", _NEWEST),
    ("windows-11-24h2", "Microsoft", "Windows", "Windows 11 Enterprise Edition", "24H2", "Workstation", "x86_64", "o:microsoft:windows_11", _NEWEST),
    ("windows-server-2008-r2", "Microsoft", "Windows", "Windows Server 2008 R2 Standard Edition", "SP1", "Server", "x86_64", "o:microsoft:windows_server_2008", "2020-01"),
    ("windows-server-2012-r2", "Microsoft", "Windows", "Windows Server 2012 R2 Standard Edition", "", "Server", "x86_64", "o:microsoft:windows_server_2012", "2023-10"),
    ("windows-server-2016", "Microsoft", "Windows", "Windows Server 2016 Standard Edition", "1607", "Server", "x86_64", "o:microsoft:windows_server_2016", _NEWEST),
    ("windows-server-2019", "Microsoft", "Windows", "Windows Server 2019 Standard Edition", "1809", "Server", "x86_64", "o:microsoft:windows_server_2019", _NEWEST),
    ("windows-server-2022", "Microsoft", "Windows", "Windows Server 2022 Datacenter Edition", "21H2", "Server", "x86_64", "o:microsoft:windows_server_2022", _NEWEST),
    ("ubuntu-18.04", "Ubuntu", "Linux", "Linux", "18.04", "General", "x86_64", "o:canonical:ubuntu_linux", "2023-05"),
    ("ubuntu-20.04", "Ubuntu", "Linux", "Linux", "20.04", "General", "x86_64", "o:canonical:ubuntu_linux", "2025-05"),
    ("ubuntu-22.04", "Ubuntu", "Linux", "Linux", "22.04", "General", "x86_64", "o:canonical:ubuntu_linux", _NEWEST),
    ("ubuntu-24.04", "Ubuntu", "Linux", "Linux", "24.04", "General", "x86_64", "o:canonical:ubuntu_linux", _NEWEST),
    ("rhel-7", "Red Hat", "Linux", "Enterprise Linux", "7.9", "General", "x86_64", "o:redhat:enterprise_linux", "2024-06"),
    ("rhel-8", "Red Hat", "Linux", "Enterprise Linux", "8.10", "General", "x86_64", "o:redhat:enterprise_linux", _NEWEST),
    ("rhel-9", "Red Hat", "Linux", "Enterprise Linux", "9.4", "General", "x86_64", "o:redhat:enterprise_linux", _NEWEST),
    ("centos-7", "CentOS", "Linux", "Linux", "7.9.2009", "General", "x86_64", "o:centos:centos", "2024-06"),
    ("debian-10", "Debian", "Linux", "Linux", "10.13", "General", "x86_64", "o:debian:debian_linux", "2024-06"),
    ("debian-12", "Debian", "Linux", "Linux", "12.7", "General", "x86_64", "o:debian:debian_linux", _NEWEST),
    ("sles-15", "SUSE", "Linux", "SUSE Linux Enterprise Server", "15 SP5", "General", "x86_64", "o:suse:linux_enterprise_server", _NEWEST),
    ("amazon-linux-2", "Amazon", "Linux", "Linux", "2", "General", "x86_64", "o:amazon:linux", _NEWEST),
    ("esxi-6.7", "VMware", "ESXi", "ESXi", "6.7.0", "Hypervisor", "x86_64", "o:vmware:esxi", "2022-10"),
    ("esxi-7.0", "VMware", "ESXi", "ESXi", "7.0.3", "Hypervisor", "x86_64", "o:vmware:esxi", _NEWEST),
    ("esxi-8.0", "VMware", "ESXi", "ESXi", "8.0.2", "Hypervisor", "x86_64", "o:vmware:esxi", _NEWEST),
    ("macos-13", "Apple", "Mac OS X", "macOS", "13.7.8", "General", "arm64", "o:apple:macos", "2025-08"),
    ("macos-14", "Apple", "Mac OS X", "macOS", "14.8", "General", "arm64", "o:apple:macos", _NEWEST),
    ("macos-15", "Apple", "Mac OS X", "macOS", "15.7", "General", "arm64", "o:apple:macos", _NEWEST),
    ("ios-17", "Apple", "iOS", "iOS", "17.7.2", "Mobile", "arm64", "o:apple:iphone_os", "2025-05"),
    ("ios-18", "Apple", "iOS", "iOS", "18.6", "Mobile", "arm64", "o:apple:iphone_os", _NEWEST),
    ("android-14", "Google", "Android", "Android", "14", "Mobile", "arm64", "o:google:android", _NEWEST),
    ("cisco-ios-15", "Cisco", "IOS", "IOS", "15.2(7)E8", "Router", "", "o:cisco:ios", _NEWEST),
    ("cisco-ios-xe-17", "Cisco", "IOS XE", "IOS XE", "17.9.4a", "Router", "", "o:cisco:ios_xe", _NEWEST),
    ("cisco-asa-9", "Cisco", "Adaptive Security Appliance", "Adaptive Security Appliance Software", "9.16(4)", "Firewall", "", "o:cisco:adaptive_security_appliance_software", _NEWEST),
    ("fortios-7", "Fortinet", "FortiOS", "FortiOS", "7.2.7", "Firewall", "", "o:fortinet:fortios", _NEWEST),
    ("pan-os-10", "Palo Alto Networks", "PAN-OS", "PAN-OS", "10.2.7", "Firewall", "", "o:paloaltonetworks:pan-os", _NEWEST),
    ("junos-21", "Juniper", "Junos OS", "Junos OS", "21.4R3", "Router", "", "o:juniper:junos", _NEWEST),
    ("jetdirect", "HP", "JetDirect", "LaserJet Enterprise Printer", "FS5.7", "Printer", "", "h:hp:laserjet_enterprise", "2024-12"),
    ("dsm-7", "Synology", "DSM", "DiskStation Manager", "7.2.1", "Storage", "x86_64", "o:synology:diskstation_manager", _NEWEST),
    ("ilo-5", "HPE", "Integrated Lights-Out", "Integrated Lights-Out 5", "2.99", "Lights-Out", "", "o:hp:integrated_lights-out_5_firmware", _NEWEST),
    ("simatic-s7", "Siemens", "SIMATIC", "SIMATIC S7-1500 CPU", "V2.9.4", "Industrial Control", "", "h:siemens:simatic_s7-1500", "2023-12"),
    ("axis-os", "Axis", "AXIS OS", "Network Camera AXIS OS", "10.12", "Camera", "", "o:axis:axis_os", "2025-06"),
)
# fmt: on


def _product(row: tuple[str, ...]) -> Product:
    key, vendor, family, name, version, category, architecture, cpe, last = row
    first = _FIRST if last >= "2021-01" else "2016-06"
    version = version.replace("{", "{{")
    return Product(key, "os", vendor, family, name, category, cpe, monthly(first, last, version), architecture)


OPERATING_SYSTEMS: dict[str, Product] = {row[0]: _product(row) for row in _ROWS}
"""Each operating system by its key."""


def system_name(product: Product) -> str:
    """Return vendor and family with the words they share said once.

    >>> system_name(OPERATING_SYSTEMS["windows-10"]), system_name(OPERATING_SYSTEMS["ubuntu-22.04"])
    ('Microsoft Windows', 'Ubuntu Linux')
    """
    return product.family if product.family.startswith(product.vendor) else f"{product.vendor} {product.family}"
